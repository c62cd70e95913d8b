"""PDF functions → Python functions: ISO 32000-1, 7.10."""

from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from pikepdf import Array, Object, Stream

from pamphlet.errors import PamphletError

Function = Callable[[Sequence[float]], list[float]]
Program = list[Any]


def read_function(source: Object) -> Function:
    """The function; an array of functions gives one result each."""
    if isinstance(source, Array):
        parts = [read_function(part) for part in source.as_list()]
        return lambda inputs: [result for part in parts for result in part(inputs)]
    readers: dict[int, Callable[[Object], Function]] = {
        0: read_sampled,
        2: read_exponential,
        3: read_stitched,
        4: read_calculator,
    }
    kind = int(source.get("/FunctionType", -1))
    if kind not in readers:
        raise PamphletError("the PDF has a colour function of no known kind", advice="export it anew")
    return clip_results(source, readers[kind](source))


def clip_results(source: Object, function: Function) -> Function:
    """The function with its inputs kept in the domain and its results in the range."""
    domain = pairs(numbers(source.get("/Domain")))
    limits = pairs(numbers(source.get("/Range")))

    def clipped(inputs: Sequence[float]) -> list[float]:
        results = function([clamp(value, limit) for value, limit in zip(inputs, domain, strict=False)])
        return [clamp(value, limit) for value, limit in zip(results, limits, strict=False)] if limits else results

    return clipped


def read_exponential(source: Object) -> Function:
    """Type 2: from C0 to C1 along a power."""
    start = numbers(source.get("/C0")) or [0.0]
    end = numbers(source.get("/C1")) or [1.0]
    power = float(source.N)
    return lambda inputs: [low + inputs[0] ** power * (high - low) for low, high in zip(start, end, strict=True)]


def read_stitched(source: Object) -> Function:
    """Type 3: a function for each part of the domain."""
    parts = [read_function(part) for part in source.Functions.as_list()]
    low, high = pairs(numbers(source.Domain))[0]
    bounds = [low, *numbers(source.Bounds), high]
    encode = pairs(numbers(source.Encode))

    def stitched(inputs: Sequence[float]) -> list[float]:
        part = max(0, sum(inputs[0] >= bound for bound in bounds[1:-1]))
        return parts[part]([interpolate(inputs[0], (bounds[part], bounds[part + 1]), encode[part])])

    return stitched


def read_sampled(source: Object) -> Function:
    """Type 0: a table, read between its entries."""
    sizes = [int(size) for size in numbers(source.Size)]
    domain, limits = pairs(numbers(source.Domain)), pairs(numbers(source.Range))
    bits = int(source.BitsPerSample)
    encode = pairs(numbers(source.get("/Encode"))) or [(0.0, size - 1.0) for size in sizes]
    decode = pairs(numbers(source.get("/Decode"))) or limits
    assert isinstance(source, Stream)  # noqa: S101 - a table is a stream
    table = list(unpack(source.read_bytes(), bits, math.prod(sizes) * len(limits)))

    def sampled(inputs: Sequence[float]) -> list[float]:
        places = [
            clamp(interpolate(value, within, onto), (0.0, size - 1.0))
            for value, within, onto, size in zip(inputs, domain, encode, sizes, strict=True)
        ]
        mixed = mix_samples(table, sizes, places, len(limits))
        return [interpolate(value, (0.0, 2.0**bits - 1), onto) for value, onto in zip(mixed, decode, strict=True)]

    return sampled


def mix_samples(table: list[int], sizes: list[int], places: list[float], results: int) -> list[float]:
    """The table's value between the corners of a cell."""
    mixed = [0.0] * results
    for corner in itertools.product((0, 1), repeat=len(sizes)):
        share, index, stride = 1.0, 0, 1
        for place, size, up in zip(places, sizes, corner, strict=True):
            low = min(int(place), size - 1)
            share *= place - low if up else 1 - (place - low)
            index += min(low + up, size - 1) * stride
            stride *= size
        if share:
            for result in range(results):
                mixed[result] += share * table[index * results + result]
    return mixed


def unpack(data: bytes, bits: int, count: int) -> Iterator[int]:
    """Numbers of so many bits, packed without gaps."""
    if bits == 8:
        yield from data[:count]
        return
    whole = int.from_bytes(data, "big")
    length = len(data) * 8
    for number in range(min(count, length // bits)):
        yield whole >> (length - bits * (number + 1)) & ((1 << bits) - 1)


def read_calculator(source: Object) -> Function:
    """Type 4: a small PostScript program."""
    assert isinstance(source, Stream)  # noqa: S101 - a program is a stream
    text = source.read_bytes().decode("latin-1").replace("{", " { ").replace("}", " } ")
    words = iter(text.split())
    if next(words, "") != "{":
        raise PamphletError("the PDF has a broken colour function", advice="export it anew")
    program = parse_program(words)

    def calculated(inputs: Sequence[float]) -> list[float]:
        stack: list[Any] = list(inputs)
        run_program(program, stack)
        return [float(value) for value in stack]

    return calculated


def parse_program(words: Iterator[str]) -> Program:
    """The words up to the closing brace; inner braces are programs of their own."""
    program: Program = []
    for word in words:
        if word == "}":
            break
        if word == "{":
            program.append(parse_program(words))
        else:
            program.append(read_word(word))
    return program


def read_word(word: str) -> float | str:
    """A number, or the name of an operator."""
    try:
        return float(word)
    except ValueError:
        return word


def shift_bits(value: float, by: float) -> int:
    """To the left, or to the right for a negative shift."""
    return int(value) << int(by) if by >= 0 else int(value) >> -int(by)


# What does an operator make of the topmost one or two values?
UNARY: Final[dict[str, Callable[[Any], Any]]] = {
    "abs": abs,
    "neg": operator.neg,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": lambda value: math.floor(value + 0.5),
    "truncate": math.trunc,
    "cvi": math.trunc,
    "cvr": float,
    "sqrt": lambda value: math.sqrt(max(value, 0)),
    "sin": lambda value: math.sin(math.radians(value)),
    "cos": lambda value: math.cos(math.radians(value)),
    "ln": lambda value: math.log(max(value, 1e-12)),
    "log": lambda value: math.log10(max(value, 1e-12)),
    "not": lambda value: not value if isinstance(value, bool) else ~int(value),
}
BINARY: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": lambda one, other: one / other if other else 0.0,
    "idiv": lambda one, other: math.trunc(one / other) if other else 0,
    "mod": lambda one, other: math.fmod(one, other) if other else 0,
    "exp": lambda base, power: float(abs(base) ** power),
    "atan": lambda one, other: math.degrees(math.atan2(one, other)) % 360,
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
    "and": lambda one, other: one & other if isinstance(one, bool) else int(one) & int(other),
    "or": lambda one, other: one | other if isinstance(one, bool) else int(one) | int(other),
    "xor": lambda one, other: one ^ other if isinstance(one, bool) else int(one) ^ int(other),
    "bitshift": shift_bits,
}


def run_program(program: Program, stack: list[Any]) -> None:
    """Carry the program out on the stack."""
    try:
        for word in program:
            run_word(word, stack)
    except (IndexError, TypeError, ValueError, OverflowError):
        raise PamphletError("the PDF has a broken colour function", advice="export it anew") from None


def run_word(word: Any, stack: list[Any]) -> None:  # noqa: ANN401 - a number, a name or a program
    """One word of the program."""
    if not isinstance(word, str):
        stack.append(word)
    elif word in UNARY:
        stack.append(UNARY[word](stack.pop()))
    elif word in BINARY:
        other = stack.pop()
        stack.append(BINARY[word](stack.pop(), other))
    elif word in {"true", "false"}:
        stack.append(word == "true")
    elif word == "if":
        then = stack.pop()
        run_program(then if stack.pop() else [], stack)
    elif word == "ifelse":
        otherwise, then = stack.pop(), stack.pop()
        run_program(then if stack.pop() else otherwise, stack)
    else:
        rearrange(word, stack)


def rearrange(word: str, stack: list[Any]) -> None:
    """The operators that move what lies on the stack."""
    match word:
        case "pop":
            stack.pop()
        case "exch":
            stack[-1], stack[-2] = stack[-2], stack[-1]
        case "dup":
            stack.append(stack[-1])
        case "copy":
            count = int(stack.pop())
            stack.extend(stack[len(stack) - count :])
        case "index":
            stack.append(stack[-1 - int(stack.pop())])
        case "roll":
            by, count = int(stack.pop()), int(stack.pop())
            rolled = stack[len(stack) - count :]
            by %= max(count, 1)
            stack[len(stack) - count :] = rolled[-by:] + rolled[:-by] if by else rolled
        case _:
            raise ValueError(word)


def numbers(source: object) -> list[float]:
    """The numbers of an array; none of what is none."""
    return [float(value) for value in source.as_list()] if isinstance(source, Array) else []


def pairs(values: Sequence[float]) -> list[tuple[float, float]]:
    """The values two by two."""
    return list(zip(values[::2], values[1::2], strict=False))


def clamp(value: float, limits: tuple[float, float]) -> float:
    """The value, or the limit that it oversteps."""
    return min(max(value, limits[0]), limits[1])


def interpolate(value: float, within: tuple[float, float], onto: tuple[float, float]) -> float:
    """Where the value lies on another scale."""
    low, high = within
    return onto[0] if high == low else onto[0] + (value - low) * (onto[1] - onto[0]) / (high - low)

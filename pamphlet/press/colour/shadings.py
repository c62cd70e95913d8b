"""A shading → the same blend in the ink that is printed."""

from __future__ import annotations

from itertools import product
from typing import Final

from pikepdf import Array, Name, Object, Pdf, Stream

from pamphlet.errors import PamphletError
from pamphlet.press.colour.conversion import Conversion
from pamphlet.press.colour.functions import Function, numbers, pairs, read_function
from pamphlet.press.colour.spaces import Space, read_space

# How finely is a blend's function read? One input, or two.
SAMPLES: Final = {1: 256, 2: 48}


def convert_shading(pdf: Pdf, shading: Object, conversion: Conversion, resources: Object | None) -> None:
    """Write the shading's function and colours anew, in place."""
    space = read_space(shading.ColorSpace, resources)
    if "/Function" not in shading:
        message = "the PDF blends colours between the points of a mesh, which cannot be converted"
        raise PamphletError(message, advice="export it with the blend as a picture")
    inputs = 2 if int(shading.ShadingType) == 1 else 1
    default = [0.0, 1.0] * inputs
    domain = domain_of(shading.Function) or numbers(shading.get("/Domain")) or default
    function = read_function(shading.Function)
    shading.Function = sample(pdf, function, space, domain, conversion)
    if "/Background" in shading:
        shading.Background = Array(list(conversion.convert(space.read(numbers(shading.Background)))))
    shading.ColorSpace = Name(f"/{conversion.space}")


def domain_of(function: Object) -> list[float]:
    """For which inputs the function, or the first of several, is made."""
    first = function[0] if isinstance(function, Array) else function
    return numbers(first.get("/Domain"))


def sample(pdf: Pdf, function: Function, space: Space, domain: list[float], conversion: Conversion) -> Stream:
    """A sampled function from the blend's place to amounts of ink: ISO 32000-1, 7.10.2."""
    limits = pairs(domain)
    count = SAMPLES[len(limits)]
    steps = [[low + (high - low) * step / (count - 1) for step in range(count)] for low, high in limits]
    table = bytearray()
    # The first input varies fastest.
    for place in product(*reversed(steps)):
        amounts = conversion.convert(space.read(function(place[::-1])))
        table += bytes(round(255 * amount) for amount in amounts)
    written = Stream(pdf, bytes(table))
    written.FunctionType = 0
    written.Domain = Array(domain)
    written.Range = Array([0, 1] * (1 if conversion.space == "DeviceGray" else 4))
    written.Size = Array([count] * len(limits))
    written.BitsPerSample = 8
    return written

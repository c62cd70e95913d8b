"""The language of a text that does not state it."""

from __future__ import annotations

from typing import Final

import pytest

from pamphlet.restore import language
from pamphlet.restore.language import FEWEST_LETTERS, contradict, detect_language

# What might a short statement say, in each of these languages?
PROSE: Final = {
    "en": (
        "We met in the reading room on the first evening of May, because it was the only place that was still warm. "
        "Nobody had asked us to come. The council had closed the baths and the library in one year, and it was plain "
        "to everybody that the allotments would be next. So we wrote down what each of us could do, and by when."
    ),
    "de": (
        "Wir haben uns am ersten Abend im Mai im Lesesaal getroffen, weil es der einzige Ort war, der noch warm war. "
        "Niemand hatte uns gebeten zu kommen. Die Stadt hatte in einem Jahr das Bad und die Bücherei geschlossen, und "
        "es war allen klar, dass die Gärten die nächsten sein würden. Also schrieben wir auf, was jeder tun kann."
    ),
    "fr": (
        "Nous nous sommes retrouvés dans la salle de lecture le premier soir de mai, parce que c’était le seul endroit "
        "qui fût encore chauffé. Personne ne nous avait demandé de venir. La ville avait fermé les bains et la "
        "bibliothèque en une année, et tout le monde savait que les jardins seraient les prochains sur la liste."
    ),
    "es": (
        "Nos reunimos en la sala de lectura la primera tarde de mayo, porque era el único lugar que todavía estaba "
        "caliente. Nadie nos había pedido que viniéramos. El ayuntamiento había cerrado los baños y la biblioteca en "
        "un año, y para todos estaba claro que los huertos serían los siguientes. Así que anotamos lo que cada uno "
        "podía hacer, y para cuándo."
    ),
    "it": (
        "Ci siamo trovati nella sala di lettura la prima sera di maggio, perché era l’unico posto che fosse ancora "
        "caldo. Nessuno ci aveva chiesto di venire. Il comune aveva chiuso i bagni e la biblioteca in un anno, ed era "
        "chiaro a tutti che gli orti sarebbero stati i prossimi. Così abbiamo scritto che cosa poteva fare ognuno."
    ),
    "pt": (
        "Encontrámo-nos na sala de leitura na primeira noite de maio, porque era o único lugar que ainda estava "
        "quente. Ninguém nos tinha pedido para vir. A câmara tinha fechado os banhos e a biblioteca num ano, e para "
        "todos era claro que as hortas seriam as próximas. Então escrevemos o que cada um podia fazer, e até quando."
    ),
    "nl": (
        "We kwamen op de eerste avond van mei bijeen in de leeszaal, omdat het de enige plek was die nog warm was. "
        "Niemand had ons gevraagd om te komen. De gemeente had in één jaar het badhuis en de bibliotheek gesloten, en "
        "het was voor iedereen duidelijk dat de tuinen zouden volgen. Dus schreven we op wat ieder van ons kon doen."
    ),
    "pl": (
        "Spotkaliśmy się w czytelni w pierwszy wieczór maja, bo było to jedyne miejsce, w którym jeszcze było ciepło. "
        "Nikt nas nie prosił, żebyśmy przyszli. Miasto zamknęło w ciągu roku łaźnię i bibliotekę, i dla wszystkich "
        "było jasne, że ogródki będą następne. Zapisaliśmy więc, co każdy z nas może zrobić i do kiedy."
    ),
    "tr": (
        "Mayısın ilk akşamı okuma salonunda buluştuk, çünkü hâlâ sıcak olan tek yer orasıydı. Kimse bizden gelmemizi "
        "istememişti. Belediye bir yıl içinde hem hamamı hem de kütüphaneyi kapatmıştı ve sıranın bostanlara geldiği "
        "herkes için açıktı. Biz de her birimizin ne yapabileceğini ve bunu ne zamana kadar yapacağını yazdık."
    ),
    "sv": (
        "Vi träffades i läsesalen den första kvällen i maj, eftersom det var den enda plats som fortfarande var varm. "
        "Ingen hade bett oss att komma. Kommunen hade stängt både badet och biblioteket på ett år, och det var klart "
        "för alla att kolonilotterna skulle bli nästa. Så vi skrev ner vad var och en av oss kunde göra, och när."
    ),
    "da": (
        "Vi mødtes i læsesalen den første aften i maj, fordi det var det eneste sted, der stadig var varmt. Ingen "
        "havde bedt os om at komme. Kommunen havde lukket både badet og biblioteket på et år, og det var klart for "
        "alle, at haverne ville blive de næste. Så skrev vi ned, hvad hver af os kunne gøre, og hvornår."
    ),
    "nb": (
        "Vi møttes i lesesalen den første kvelden i mai, fordi det var det eneste stedet som fortsatt var varmt. Ingen "
        "hadde bedt oss om å komme. Kommunen hadde stengt både badet og biblioteket på ett år, og det var klart for "
        "alle at hagene kom til å bli de neste. Så skrev vi ned hva hver av oss kunne gjøre, og når."
    ),
    "fi": (
        "Tapasimme lukusalissa toukokuun ensimmäisenä iltana, koska se oli ainoa paikka, joka oli vielä lämmin. Kukaan "
        "ei ollut pyytänyt meitä tulemaan. Kaupunki oli sulkenut kylpylän ja kirjaston yhden vuoden aikana, ja "
        "kaikille oli selvää, että puutarhat olisivat seuraavat. Niinpä kirjoitimme, mitä kukin meistä voisi tehdä."
    ),
    "cs": (
        "Sešli jsme se v čítárně první květnový večer, protože to bylo jediné místo, kde bylo ještě teplo. Nikdo nás "
        "nežádal, abychom přišli. Město zavřelo během jednoho roku lázně i knihovnu a všem bylo jasné, že zahrádky "
        "budou na řadě. Tak jsme si zapsali, co může kdo z nás udělat a do kdy."
    ),
    "ro": (
        "Ne-am întâlnit în sala de lectură în prima seară de mai, pentru că era singurul loc care mai era cald. Nimeni "
        "nu ne ceruse să venim. Primăria închisese într-un an baia și biblioteca, iar pentru toți era limpede că "
        "grădinile vor fi următoarele. Așa că am scris ce poate face fiecare dintre noi și până când."
    ),
    "ru": (
        "Мы собрались в читальном зале в первый вечер мая, потому что это было единственное место, где ещё было тепло. "
        "Никто не просил нас приходить. Город за один год закрыл баню и библиотеку, и всем было ясно, что огороды "
        "будут следующими. Поэтому мы записали, что каждый из нас может сделать и к какому сроку."
    ),
    "uk": (
        "Ми зібралися в читальному залі першого вечора травня, бо це було єдине місце, де ще було тепло. Ніхто не "
        "просив нас приходити. Місто за один рік закрило лазню та бібліотеку, і всім було зрозуміло, що городи "
        "будуть наступними. Тому ми записали, що кожен із нас може зробити і до якого часу."
    ),
    "el": (
        "Συναντηθήκαμε στο αναγνωστήριο το πρώτο βράδυ του Μαΐου, γιατί ήταν το μόνο μέρος που ήταν ακόμη ζεστό. "
        "Κανείς δεν μας είχε ζητήσει να έρθουμε. Ο δήμος είχε κλείσει μέσα σε έναν χρόνο τα λουτρά και τη βιβλιοθήκη, "
        "και ήταν σε όλους φανερό ότι οι κήποι θα ήταν οι επόμενοι."
    ),
    "ar": (
        "اجتمعنا في قاعة المطالعة في أول مساء من شهر أيار، لأنها كانت المكان الوحيد الذي لا يزال دافئا. لم يطلب منا "
        "أحد أن نأتي. كانت البلدية قد أغلقت الحمام والمكتبة خلال سنة واحدة، وكان واضحا للجميع أن البساتين ستكون "
        "التالية. فكتبنا ما يستطيع كل واحد منا أن يفعله، ومتى يفعله، ومن سيساعده في ذلك."
    ),
    "fa": (
        "ما در نخستین شب ماه در سالن مطالعه گرد هم آمدیم، چون تنها جایی بود که هنوز گرم بود. هیچ‌کس از ما نخواسته بود "
        "که بیاییم. شهرداری در یک سال گرمابه و کتابخانه را بسته بود و برای همه روشن بود که نوبت باغچه‌ها خواهد رسید. "
        "پس نوشتیم که هر یک از ما چه کاری می‌تواند بکند و تا چه هنگام."
    ),
}


@pytest.mark.parametrize(("code", "text"), PROSE.items(), ids=PROSE)
def test_a_text_tells_its_language(code: str, text: str) -> None:
    """By its small words or its letters, or else by its model."""
    assert detect_language(text) == code


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "ru", "uk", "el", "ar", "fa"])
def test_a_plain_text_needs_no_model(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """To load it takes longer than to set a page."""
    monkeypatch.setattr(language, "_by_model", lambda _: pytest.fail("the model was asked"))
    assert detect_language(PROSE[code]) == code


def test_a_doubtful_text_is_given_to_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neighbours share their small words: half Danish and half Norwegian is neither plainly."""
    monkeypatch.setattr(language, "_by_model", lambda _: "asked")
    assert detect_language(PROSE["da"] + PROSE["nb"]) == "asked"


@pytest.mark.parametrize("text", ["", "Der Hafen", "1234 " * FEWEST_LETTERS])
def test_a_text_too_short_to_tell_is_english(text: str) -> None:
    """A guess would be worse."""
    assert detect_language(text) == "en"


@pytest.mark.parametrize(("stated", "code"), [("en", "fr"), ("en-GB", "ru"), ("fr", "en"), ("de", "nl"), ("ru", "uk")])
def test_a_text_plainly_in_another_language_says_so(stated: str, code: str) -> None:
    """An edition states one language, and its statements may be in several."""
    assert contradict(stated, PROSE[code]) == code


@pytest.mark.parametrize("code", PROSE)
def test_no_text_contradicts_its_own_language(code: str) -> None:
    """In whatever country it is spoken."""
    assert not contradict(code, PROSE[code])
    assert not contradict(f"{code}-XX", PROSE[code])


@pytest.mark.parametrize(
    ("stated", "text"),
    [("gd", PROSE["en"]), ("pt", PROSE["es"]), ("da", PROSE["nb"]), ("en", PROSE["fr"][:150]), ("en", "")],
    ids=["a language that we do not know", "a neighbour", "a near neighbour", "too short", "empty"],
)
def test_whoever_stated_the_language_is_believed_where_it_is_not_plain(stated: str, text: str) -> None:
    """They know what they wrote."""
    assert not contradict(stated, text)

"""What the files say of themselves: every code that a record can hold has its words."""

from infrared_desktop.storage.desks.protocols import SHIPPED, load_protocol
from infrared_desktop.storage.leaving.explained import code_rows


def test_every_code_of_a_protocol_has_its_words() -> None:
    protocol = load_protocol(SHIPPED[0])
    told = {row["code"]: row["words"] for row in code_rows([protocol])}
    texts = (
        *protocol.instructions,
        *protocol.consent.clauses,
        *protocol.procedure,
        *protocol.alternatives,
        *protocol.expected_results,
    )
    known = {each.code: each.text for each in texts}
    known |= {each.code: each.question for each in protocol.day_questions}
    assert {code: told[code] for code in known} == known
    assert all(rule.basis in told[rule.code] for rule in protocol.rules)
    assert set(told) == {*known, *(rule.code for rule in protocol.rules)}

"""What a person has to do with others here: it decides which buttons and commands they are shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Duty:
    """`rater`: somebody waits for their appraisal; `operator`: they look after people's links; `cycles`: they follow or
    run cycles; `hr`: they keep the roster; `desk`: they have a part in complaints."""

    linked: bool = False
    rater: bool = False
    operator: bool = False
    cycles: bool = False
    hr: bool = False
    desk: bool = False

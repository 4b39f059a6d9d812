"""Buttons of a form on paper: the operator's, then the employee's."""

from dataclasses import dataclass

from models.action import Action


@dataclass(frozen=True)
class OpenPaper(Action, code="f"):
    """Enter this person's form from paper, or go on with it."""

    person: int


@dataclass(frozen=True)
class GoOnPaper(Action, code="fg"):
    """What is next: the scan, a part that is open, the review."""

    paper: int


@dataclass(frozen=True)
class OpenPart(Action, code="fp"):
    """The digits of this part."""

    paper: int
    part: int


@dataclass(frozen=True)
class OpenScan(Action, code="fs"):
    """The scan: more pages may be sent."""

    paper: int


@dataclass(frozen=True)
class ClearScan(Action, code="fc"):
    """Take all pages away: they are sent again."""

    paper: int
    version: int


@dataclass(frozen=True)
class SavePaper(Action, code="fw"):
    """Send the form as it stands on paper."""

    paper: int
    version: int


@dataclass(frozen=True)
class AskDropPaper(Action, code="fq"):
    """Give this paper form up? It is asked first."""

    paper: int


@dataclass(frozen=True)
class DropPaper(Action, code="fd"):
    """Give it up."""

    paper: int
    version: int


@dataclass(frozen=True)
class AwaitScan(Action, code="wf"):
    """Waiting for pages of the scan."""

    paper: int


@dataclass(frozen=True)
class AwaitPart(Action, code="wp"):
    """Waiting for the digits of a part."""

    paper: int
    part: int


@dataclass(frozen=True)
class ViewPaper(Action, code="fv"):
    """My form as it was entered from paper."""

    paper: int


@dataclass(frozen=True)
class ViewScan(Action, code="fi"):
    """Send me this page of the scan."""

    scan: int


@dataclass(frozen=True)
class AgreePaper(Action, code="fy"):
    """It is right."""

    paper: int


@dataclass(frozen=True)
class DisputePaper(Action, code="fn"):
    """Something is wrong; what, follows."""

    paper: int


@dataclass(frozen=True)
class AwaitRemark(Action, code="wm"):
    """Waiting for what is wrong."""

    paper: int

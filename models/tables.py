"""All tables in one place, for migrations and tests: importing this fills the metadata."""

from sqlmodel import SQLModel

from models.circular import CircularRow
from models.complaint import ComplaintEvent, ComplaintGuess, ComplaintPart, ComplaintReading, ComplaintRow
from models.complaint_draft import ComplaintDraft
from models.conversation import Conversation
from models.cycle import CycleEmployment, CycleOffice, CycleRow
from models.cycle_draft import CycleDraftRow
from models.deadline_change import DeadlineChange
from models.evaluation import AnswerRow, EvaluationRow
from models.evaluation_result import EvaluationResultRow
from models.evidence import EvidenceRow
from models.inbox import InboxUpdate
from models.invitation import Invitation, LinkAttempt
from models.late_draft import LateDraftRow
from models.late_permission import LatePermission
from models.method_version import MethodVersion
from models.notice import Notice
from models.obstacle import Obstacle
from models.paper import PaperRow, ScanRow
from models.person import Office, Person
from models.preference import Preference
from models.rater_term import RaterTerm
from models.reporter import Reporter
from models.role import RoleGrant
from models.rule_version import RuleVersion
from models.upload import UploadRow
from models.work_result import WorkResult

TABLES = (
    Office,
    Person,
    RaterTerm,
    Preference,
    RoleGrant,
    WorkResult,
    Conversation,
    Invitation,
    LinkAttempt,
    MethodVersion,
    RuleVersion,
    CycleRow,
    CycleOffice,
    CycleEmployment,
    EvaluationRow,
    LatePermission,
    Obstacle,
    LateDraftRow,
    CycleDraftRow,
    DeadlineChange,
    AnswerRow,
    EvaluationResultRow,
    EvidenceRow,
    UploadRow,
    CircularRow,
    Reporter,
    ComplaintDraft,
    ComplaintRow,
    ComplaintPart,
    ComplaintEvent,
    ComplaintReading,
    ComplaintGuess,
    PaperRow,
    ScanRow,
    InboxUpdate,
    Notice,
)
metadata = SQLModel.metadata

"""All tables in one place, for migrations and tests: importing this fills the metadata."""

from sqlmodel import SQLModel

from models.conversation import Conversation
from models.cycle import CycleOffice, CycleRow
from models.evaluation import AnswerRow, EvaluationRow
from models.inbox import InboxUpdate
from models.invitation import Invitation, LinkAttempt
from models.method_version import MethodVersion
from models.notice import Notice
from models.person import Office, Person

TABLES = (
    Office,
    Person,
    Conversation,
    Invitation,
    LinkAttempt,
    MethodVersion,
    CycleRow,
    CycleOffice,
    EvaluationRow,
    AnswerRow,
    InboxUpdate,
    Notice,
)
metadata = SQLModel.metadata

"""The parts every process needs: clock, database, use cases. No chat library is loaded here."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot import shift
from bot.settings import Settings
from locales.moment import set_office_zone
from models.clock import Clock, ShiftedClock, SystemClock
from models.delivery import Planned
from models.notice import CIRCULAR
from services.calendars import Calendars
from services.circular_desk import CircularDesk
from services.circular_drafts import CircularDrafts
from services.circular_rows import circular_facts
from services.circular_sending import CircularSending
from services.circulars import Circulars
from services.complaint_clock import ComplaintClock
from services.complaint_facts import ComplaintFacts
from services.complaint_filing import ComplaintFiling
from services.complaint_queue import ComplaintQueue
from services.complaint_replies import ComplaintReplies
from services.complaints import Complaints
from services.conversations import Conversations
from services.countersigning import Countersigning
from services.cycle_desk import CycleDesk
from services.cycle_drafts import CycleDrafts
from services.cycles import Cycles
from services.deliveries import Deliveries
from services.desk import Desk
from services.desk_dialogue import DeskDialogue
from services.desk_triage import DeskTriage
from services.duties import Duties
from services.evaluation_results import EvaluationResults
from services.evaluations import Evaluations
from services.evidence import Evidence
from services.evidence_queue import EvidenceQueue
from services.files import Files
from services.inbox import Inbox
from services.invitations import Invitations
from services.late_desk import LateDesk
from services.links import Links
from services.methods import Methods
from services.outbox import Outbox
from services.papers import Papers
from services.preferences import Preferences
from services.quiet_hours import QuietHours
from services.raters import Raters
from services.reminder_facts import ReminderFacts
from services.reminders import Reminders
from services.reporters import addresses
from services.roles import Roles
from services.roster import Roster
from services.rules import Rules
from services.scan_queue import ScanQueue
from services.seal import Seal
from services.snoozes import Snoozes
from services.staff import StaffSearch
from services.stuck import StuckWork
from services.tasks import Tasks
from services.team import Teams
from services.transaction import Transactions, connect
from services.upload_queue import UploadQueue
from services.upload_work import UploadWork
from services.uploads import Uploads
from services.work_results import WorkResults

Preview = Callable[[str], Awaitable[Sequence[Planned]]]
"""Who would get a notice of this kind from now on, and when; nothing is written."""


@dataclass(frozen=True)
class Core:
    """What assembly hands down."""

    settings: Settings
    clock: Clock
    transactions: Transactions
    conversations: Conversations
    invitations: Invitations
    roster: Roster
    work_results: WorkResults
    raters: Raters
    methods: Methods
    rules: Rules
    calendars: Calendars
    cycles: Cycles
    cycle_desk: CycleDesk
    cycle_drafts: CycleDrafts
    late_desk: LateDesk
    evaluations: Evaluations
    evaluation_results: EvaluationResults
    evidence: Evidence
    evidence_files: Files
    evidence_queue: EvidenceQueue
    seal: Seal
    filing: ComplaintFiling
    complaints: Complaints
    replies: ComplaintReplies
    complaint_clock: ComplaintClock
    complaint_files: Files
    complaint_queue: ComplaintQueue
    desk: Desk
    dialogue: DeskDialogue
    triage: DeskTriage
    teams: Teams
    roles: Roles
    links: Links
    staff: StaffSearch
    stuck: StuckWork
    uploads: Uploads
    upload_queue: UploadQueue
    upload_work: UploadWork
    circulars: Circulars
    circular_drafts: CircularDrafts
    circular_sending: CircularSending
    papers: Papers
    countersigning: Countersigning
    scan_queue: ScanQueue
    duties: Duties
    preferences: Preferences
    reminders: Reminders
    snoozes: Snoozes
    tasks: Tasks
    outbox: Outbox
    deliveries: Deliveries
    previews: Mapping[str, Preview]
    """Kinds of notices that can be looked at before they are written."""

    def inbox(self) -> Inbox:
        """The updates of this bot."""
        return Inbox(self.transactions, bot_id=int(self.settings.need_token().partition(":")[0]))


def build_core(settings: Settings, clock: Clock, transactions: Transactions) -> Core:
    """Construct every use case once."""
    set_office_zone(settings.zone)
    methods, calendars = Methods(transactions), Calendars(transactions)
    told, quiet = ReminderFacts(transactions, methods, calendars), QuietHours(transactions, calendars)
    seal, ticking = Seal(settings.secret_key, settings.data), ComplaintClock(transactions, calendars)
    said = {**told.by_kind, **ComplaintFacts(seal).by_kind, **ticking.by_kind, CIRCULAR: circular_facts}
    outbox = Outbox(
        transactions, facts=said, peace=quiet.now, reporters=lambda session, ids: addresses(session, seal, ids)
    )
    writing = CircularDesk(transactions, calendars, settings.rate_bulk)
    reminders, teams, links = Reminders(transactions, calendars), Teams(transactions), Links(transactions)
    cycle_desk, desk, uploads = CycleDesk(transactions), Desk(transactions, calendars), Uploads(transactions)
    files, kept = Files(settings.data / "evidence"), Files(settings.data / "uploads")
    complaint_files = Files(settings.data / "complaints")
    scans = Files(settings.data / "paper")
    return Core(
        settings=settings,
        clock=clock,
        transactions=transactions,
        conversations=Conversations(transactions, seal),
        invitations=Invitations(transactions),
        roster=Roster(transactions),
        work_results=WorkResults(transactions),
        raters=Raters(transactions),
        methods=methods,
        rules=Rules(transactions),
        calendars=calendars,
        cycles=Cycles(transactions),
        cycle_desk=cycle_desk,
        cycle_drafts=CycleDrafts(transactions, calendars),
        late_desk=LateDesk(transactions, calendars),
        evaluations=Evaluations(transactions, methods),
        evaluation_results=EvaluationResults(transactions, methods),
        teams=teams,
        roles=Roles(transactions),
        links=links,
        staff=StaffSearch(transactions, methods),
        stuck=StuckWork(transactions),
        uploads=uploads,
        upload_queue=UploadQueue(transactions, kept),
        upload_work=UploadWork(transactions, kept),
        circulars=Circulars(transactions),
        circular_drafts=CircularDrafts(writing),
        circular_sending=CircularSending(writing),
        duties=Duties(teams.rates_anyone, links.may, cycle_desk.may_read, uploads.may, desk.may),
        papers=Papers(transactions, methods),
        countersigning=Countersigning(transactions, methods, scans),
        scan_queue=ScanQueue(transactions, scans),
        evidence=Evidence(transactions, methods, files),
        evidence_files=files,
        evidence_queue=EvidenceQueue(transactions, files),
        seal=seal,
        filing=ComplaintFiling(transactions, calendars, seal),
        complaints=Complaints(transactions, calendars, seal),
        replies=ComplaintReplies(transactions, calendars, seal),
        complaint_clock=ticking,
        complaint_files=complaint_files,
        complaint_queue=ComplaintQueue(transactions, complaint_files),
        desk=desk,
        dialogue=DeskDialogue(transactions, calendars, complaint_files),
        triage=DeskTriage(transactions, calendars),
        preferences=Preferences(transactions),
        reminders=reminders,
        snoozes=Snoozes(transactions, calendars),
        tasks=Tasks(transactions, methods),
        outbox=outbox,
        deliveries=Deliveries(transactions, outbox, calendars, settings.thresholds),
        previews=dict.fromkeys(reminders.kinds, reminders.preview),
    )


def build_clock(settings: Settings) -> Clock:
    """The machine's clock; the demo's where the demo has left its file."""
    file = settings.data / shift.NAME
    return ShiftedClock(settings.zone, shift.Shift(file)) if file.exists() else SystemClock(settings.zone)


@asynccontextmanager
async def core(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Core]:
    """The parts over the database of the settings, which is closed at the end."""
    clock = clock or build_clock(settings)
    settings.data.mkdir(parents=True, exist_ok=True)
    transactions = connect(settings.database, clock)
    try:
        yield build_core(settings, clock, transactions)
    finally:
        await transactions.close()

"""The keeper: one thread that opens the project, reads for the screens and saves what they made.

Acts are saved in the order in which they were made. One that the store cannot take now stays
first in the line and is tried again; between the tries other things are read. Nothing here
imports SQLAlchemy before the thread runs, so that the first paint does not wait for it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

from qda.errors import QdaError
from qda.tui import crash, fetch, words
from qda.tui.reports import (
    Answer,
    ChangedElsewhere,
    Figures,
    NotOpen,
    Past,
    Refused,
    Report,
    Saved,
    Trouble,
    Waiting,
)

if TYPE_CHECKING:
    from qda.coding.changes import Act
    from qda.coding.places import LastPlace
    from qda.project.store import Project
    from qda.tui.searching import Search

WATCH_S: Final = 0.5
"""How often the project is looked at for another process's changes."""
RETRY_S: Final = (0.2, 0.5, 1.0, 2.0, 5.0)
"""The waits before an act is tried again; the last one repeats."""

T = TypeVar("T")
Job = Callable[["Project"], None]


class Keeper:
    """Reads and saves for one coder's screens, on a thread of its own.

    Args:
        folder: The project's folder.
        coder: The coder's name.
        tell: Takes each report; called on the keeper's thread.
        document: The name of the document to begin with; by default where the coder stopped.
    """

    def __init__(
        self,
        folder: Path,
        coder: str,
        tell: Callable[[Report], None],
        document: str | None = None,
    ):
        self.folder = folder
        self.coder = coder
        self._wanted = document
        self._tell = tell
        self._wake = threading.Condition()
        self._jobs: deque[Job] = deque()
        self._acts: deque[Act] = deque()
        self._closing = False
        self._figures_due = False
        self._busy = True
        self._tries = 0
        self._retry_at = 0.0
        self._last_batch = 0
        self._own: set[str] = set()
        self._seen = 0
        self._told_of_backup: str | None = None
        self._everyone = False
        self._searches: dict[bool, Search] = {}
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        """Open the project and begin."""
        self._thread.start()

    @property
    def unsaved(self) -> tuple[Act, ...]:
        """The acts that are not yet known to be on disk, oldest first."""
        with self._wake:
            return tuple(self._acts)

    @property
    def idle(self) -> bool:
        """Whether everything asked for is done and told."""
        with self._wake:
            return not (self._acts or self._jobs or self._figures_due or self._busy)

    def perform(self, act: Act) -> None:
        """Save an act; `Saved`, `Refused` or `Waiting` reports follow."""
        with self._wake:
            self._acts.append(act)
            self._wake.notify()

    def load(self, document: int) -> None:
        """Read a document and its coding; `Loaded` follows."""
        self._add(lambda project: self._load(project, document))

    def reread(self, document: int) -> None:
        """Read the coding of a document again; `Coded` follows."""
        self._add(lambda project: self._reread(project, document))

    def show_everyone(self, everyone: bool) -> None:
        """Read the codings of all coders from now on, or only this coder's."""
        self._everyone = everyone

    def search(self, search: Search) -> None:
        """Search; `Found` follows, unless a newer search of the same kind takes its place."""
        self._searches[search.everywhere] = search
        self._add(lambda project: self._go_on(project, search))

    def list_past(self) -> None:
        """Read the last acts once those made are saved; `Past` follows."""
        self._add(self._list_past)

    def ask(self, read: Callable[[Project], T], then: Callable[[T], object]) -> None:
        """Read something once the acts made are saved; `Answer` follows.

        Args:
            read: Reads, on the keeper's thread.
            then: Takes what was read, on the app's thread.
        """
        self._add(lambda project: self._tell(Answer(partial(then, read(project)))))

    def count(self) -> None:
        """Count codings and progress; `Figures` follows. Acts and others' changes do so anyway."""
        with self._wake:
            self._figures_due = True
            self._wake.notify()

    def keep_place(self, place: LastPlace) -> None:
        """Remember where the coder is."""
        self._add(lambda project: self._keep_place(project, place))

    def close(self, timeout: float | None = 10.0) -> bool:
        """Do what is in the line and stop.

        Returns:
            Whether everything was saved in time.
        """
        with self._wake:
            self._closing = True
            self._retry_at = 0.0
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self.unsaved

    def _add(self, job: Job) -> None:
        with self._wake:
            self._jobs.append(job)
            self._wake.notify()

    def _run(self) -> None:
        project = self._opened()
        if project is None:
            return
        with project:
            while self._step(project):
                pass

    def _opened(self) -> Project | None:
        """The open project; tried again while the disk or another program stands in the way."""
        from qda.project.connection import NotSavedError
        from qda.project.store import Project

        for wait in chain(RETRY_S, repeat(RETRY_S[-1])):
            try:
                project = Project.open(self.folder)
                self._open(project)
            except NotSavedError as error:
                self._tell(NotOpen(str(error), again=True))
            except QdaError as error:
                self._tell(NotOpen(str(error), again=False))
                return None
            except Exception:
                crash.log_current()
                self._tell(NotOpen(words.BUG, again=False))
                return None
            else:
                return project
            with self._wake:
                self._wake.wait_for(lambda: self._closing, wait)
                if self._closing:
                    return None
        return None

    def _step(self, project: Project) -> bool:
        """Do the next thing in the line; False when the keeper is to stop."""
        with self._wake:
            act = self._acts[0] if self._acts and monotonic() >= self._retry_at else None
            job = self._jobs.popleft() if self._jobs and act is None else None
            if act is None and job is None:
                if self._closing:
                    return False
                if not self._figures_due:
                    self._busy = False
                    self._wake.wait(self._pause())
            self._busy = True
        if act is not None:
            return self._save(project, act)
        if job is not None:
            self._guarded(project, job)
        else:
            self._look_around(project)
        return True

    def _pause(self) -> float:
        if not self._acts:
            return WATCH_S
        return min(WATCH_S, max(0.0, self._retry_at - monotonic()))

    def _guarded(self, project: Project, job: Job) -> None:
        try:
            job(project)
        except QdaError as error:
            self._tell(Trouble(str(error)))
        except Exception:
            crash.log_current()
            self._tell(Trouble(words.BUG_IN_ONE))

    def _save(self, project: Project, act: Act) -> bool:
        from qda.coding.desk import desk_for
        from qda.project.connection import NotSavedError

        try:
            outcome = desk_for(project, self.coder, act).perform(act)
        except NotSavedError as error:
            wait = RETRY_S[min(self._tries, len(RETRY_S) - 1)]
            self._tries += 1
            with self._wake:
                self._retry_at = monotonic() + wait
                closing = self._closing
            self._tell(Waiting(act, error.message, len(self.unsaved)))
            return not closing
        except QdaError as error:
            self._done()
            self._tell(Refused(act, str(error)))
        except Exception:  # one act that we got wrong must not stop those after it
            crash.log_current()
            self._done()
            self._tell(Refused(act, words.BUG_IN_ONE))
        else:
            self._take_as_own(project, act, codebook=outcome.codebook)
            self._done()
            self._tell(Saved(act, outcome))
            self._tell_of_backup(project)
        return True

    def _take_as_own(self, project: Project, act: Act, *, codebook: bool) -> None:
        """Know an act again as no other's; another codebook is told before the act that made it."""
        with suppress(QdaError):  # what could not be read now is seen at the next look around
            if codebook:
                self._tell(self._changed(project))
            self._own.add(act.id)

    def _done(self) -> None:
        with self._wake:
            self._acts.popleft()
        self._tries = 0
        self._figures_due = True

    def _tell_of_backup(self, project: Project) -> None:
        problem = project.backup_problem
        if problem is not None and problem != self._told_of_backup:
            self._tell(Trouble(words.no_backup(problem)))
        self._told_of_backup = problem

    def _open(self, project: Project) -> None:
        from qda.coding.reading import newest_batch

        self._seen = project.data_version()
        with project.read(together=True) as session:
            self._last_batch = newest_batch(session)
            opened = fetch.opened(session, self.coder, self._wanted)
        self._tell(opened)
        if opened.first is not None:
            self._load(project, opened.first)

    def _load(self, project: Project, document: int) -> None:
        with project.read(together=True) as session:
            loaded = fetch.loaded(session, document, self.coder, everyone=self._everyone)
        self._tell(loaded)

    def _reread(self, project: Project, document: int) -> None:
        with project.read(together=True) as session:
            coded = fetch.coded(session, document, self.coder, everyone=self._everyone)
        self._tell(coded)

    def _go_on(self, project: Project, search: Search) -> None:
        """Search for a moment; acts and other jobs that wait come before the next one."""
        if self._closing or self._searches[search.everywhere] is not search:
            return
        found = search.go_on(project)
        if found is not None:
            self._tell(found)
        if found is None or found.going_on:
            self._add(lambda project: self._go_on(project, search))

    def _list_past(self, project: Project) -> None:
        from qda.coding.history import past_acts

        with project.read(together=True) as session:
            acts = past_acts(session, self.coder)
        self._tell(Past(tuple(acts)))

    def _keep_place(self, project: Project, place: LastPlace) -> None:
        from qda.coding.reading import keep_place

        with suppress(QdaError):  # it is kept at the next rest
            keep_place(project, self.coder, place)

    def _look_around(self, project: Project) -> None:
        """What is done when nothing is asked: figures, and a look for others' changes."""
        with suppress(QdaError):  # it is looked again in a moment
            self._watch(project)
            if self._figures_due:
                self._tell(self._figures(project))
                self._figures_due = False

    def _watch(self, project: Project) -> None:
        from qda.coding.reading import batches_after, newest_batch

        version = project.data_version()
        if version == self._seen:
            return
        with project.read(together=True) as session:
            newest = newest_batch(session)
            new = batches_after(session, self._last_batch)
        restored = newest < self._last_batch
        self._seen, self._last_batch = version, newest
        if restored or not self._own.issuperset(new.values()):
            self._figures_due = True
            self._tell(self._changed(project))
        self._own.clear()

    def _changed(self, project: Project) -> ChangedElsewhere:
        with project.read(together=True) as session:
            return fetch.changed(session)

    def _figures(self, project: Project) -> Figures:
        with project.read() as session:
            return fetch.figures(session, self.coder)

"""The file in which one machine counts: 64-bit numbers that only grow, mapped into the memory of every process.

The kernel keeps what is written to a mapped file when the process that wrote it dies, at whatever moment. The file is
made of pages of 4,096 bytes: a head, then segments for 512 articles each.

    head      what the file is (magic, format, identity, predecessor, their CRC-32), how many articles it has, how many
              arrays are in use, and to which day the counts of even and of odd days belong
    segment   a page of articles: the number of each, with a CRC-32 of it, its slot and the file's identity
              a page of bases: what is to be added to an article's counts here to get all of its views
              two pages for each array: the counts of even days, and of odd days

An array is written by one process alone, so no two ever write the same number. Two days are kept apart because a view
belongs to the day on which it came, however much later it is folded into the database.
"""

import mmap
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4
from zlib import crc32

PAGE = 4096
# Numbers in a page, and so articles in a segment.
WORDS = PAGE // 8
# Processes that can count at the same time.
ARRAYS = 64
FORMAT = 1

# Where in the head it says how many arrays are in use; asked at every view.
ARRAYS_USED = 9

_MAGIC = int.from_bytes(b"DATELINE", "little")
_CHECKED_WORDS = 6
_CHECK, _SLOTS, _DAYS = 6, 8, 10
_SEGMENT_PAGES = 2 + 2 * ARRAYS


class BadCounterFile(ValueError):
    """A file that is torn, foreign or of another format."""


class CounterFile:
    """An open counter file. Whoever adds articles or arrays holds the lock of the folder's structure."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`. Raises `FileNotFoundError` and `BadCounterFile`."""
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR)
        try:
            self._map()
            self._check_head()
            # No two files ever made have the same.
            self.identity = UUID(bytes=bytes(self._bytes[16:32]))
        except BaseException:
            self.close()
            raise

    @classmethod
    def make(cls, path: Path, predecessor: UUID | None) -> "CounterFile":
        """Put a new, empty file in the place of the one at `path`, in one step, and open it."""
        temporary = path.with_name(f".{path.name}.new")
        head = bytearray(PAGE)
        words = memoryview(head).cast("Q")
        words[0], words[1] = _MAGIC, FORMAT
        head[16:32] = uuid4().bytes
        head[32:48] = predecessor.bytes if predecessor else bytes(16)
        words[_CHECK] = crc32(head[: _CHECKED_WORDS * 8])
        with temporary.open("wb") as file:
            file.write(head)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return cls(path)

    @property
    def predecessor(self) -> UUID | None:
        """The file whose place this one has taken."""
        identity = bytes(self._bytes[32:48])
        return UUID(bytes=identity) if any(identity) else None

    @property
    def slots(self) -> int:
        """How many articles the file has."""
        return self.words[_SLOTS]

    @property
    def arrays(self) -> int:
        """How many arrays are, or were, in use."""
        return self.words[ARRAYS_USED]

    def day(self, parity: int) -> int:
        """Return the day, as `date.toordinal` gives it, to which the counts of even (0) or odd (1) days belong."""
        return self.words[_DAYS + parity]

    def begin_day(self, day: int) -> None:
        """Note to which day, as `date.toordinal` gives it, counts of its parity belong from now on."""
        self.words[_DAYS + day % 2] = day

    def use_array(self, array: int) -> None:
        """Note that `array` is in use."""
        self.words[ARRAYS_USED] = max(self.arrays, array + 1)

    def add(self, article_id: int, base: int) -> int:
        """Add an article and return its slot. Raises `OSError` where the disk has no room."""
        slot = self.slots
        segment = slot // WORDS
        size = PAGE * (1 + (segment + 1) * _SEGMENT_PAGES)
        if os.fstat(self._descriptor).st_size < size:
            os.truncate(self._descriptor, size)
        self._reserve(_page(segment, 0), 2)
        self.refresh()
        self.words[self.base_index(slot)] = base
        self.words[_page(segment, 0) * WORDS + slot % WORDS] = self._entry(slot, article_id)
        # Last: an article counts as added once it is within the number of slots.
        self.words[_SLOTS] = slot + 1
        return slot

    def articles(self, first_slot: int = 0) -> Iterator[tuple[int, int]]:
        """Yield (slot, article id) from `first_slot` on. Raises `BadCounterFile` at one that is torn."""
        for slot in range(first_slot, self.slots):
            index = _page(slot // WORDS, 0) * WORDS + slot % WORDS
            article_id = self.words[index] >> 32 if index < len(self.words) else 0
            if not article_id or self.words[index] != self._entry(slot, article_id):
                raise BadCounterFile(f"the article in slot {slot} cannot be read")
            yield slot, article_id

    def base_index(self, slot: int) -> int:
        """Return where the base of a slot is, as an index of `words`."""
        return _page(slot // WORDS, 1) * WORDS + slot % WORDS

    def raise_base(self, slot: int, base: int) -> None:
        """Set the base of a slot, unless it is larger already: the number that pages show never goes back."""
        index = self.base_index(slot)
        self.words[index] = max(self.words[index], base)

    def index(self, slot: int, array: int, parity: int) -> int:
        """Return where an array counts a slot on even (0) or odd (1) days, as an index of `words`."""
        return _page(slot // WORDS, 2 + 2 * array + parity) * WORDS + slot % WORDS

    def prepare(self, slot: int, array: int) -> None:
        """Make sure that `array` can count in this slot. Raises `OSError` where the disk has no room."""
        self._reserve(_page(slot // WORDS, 2 + 2 * array), 2)

    def counts(self, segment: int) -> bytes:
        """Return a copy of a segment's counts: for each array in use its even days, then its odd days."""
        start = _page(segment, 2) * PAGE
        return bytes(self._bytes[start : start + 2 * self.arrays * PAGE])

    @property
    def segments(self) -> int:
        """How many segments there are."""
        return -(-self.slots // WORDS)

    def refresh(self) -> None:
        """Map what the file has grown by. Views of `words` that were taken before stay good."""
        if os.fstat(self._descriptor).st_size > len(self._bytes):
            self._map()

    def sync(self) -> None:
        """Write everything to the disk, so that it survives a power cut."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file; what is mapped stays so while it is in use."""
        os.close(self._descriptor)

    def _map(self) -> None:
        size = os.fstat(self._descriptor).st_size
        if size < PAGE or size % PAGE:
            raise BadCounterFile(f"{size} bytes are not whole pages")
        self._bytes = memoryview(mmap.mmap(self._descriptor, size))
        self.words = self._bytes.cast("Q")

    def _check_head(self) -> None:
        if self.words[0] != _MAGIC:
            raise BadCounterFile("it is no counter file of this kind of machine")
        if self.words[1] != FORMAT:
            raise BadCounterFile(f"it has format {self.words[1]}, and this program knows {FORMAT}")
        if self.words[_CHECK] != crc32(self._bytes[: _CHECKED_WORDS * 8]) or self.arrays > ARRAYS:
            raise BadCounterFile("its head is torn")

    def _entry(self, slot: int, article_id: int) -> int:
        return article_id << 32 | crc32(b"%b %d %d" % (self.identity.bytes, slot, article_id))

    def _reserve(self, page: int, count: int) -> None:
        """Make room on the disk for pages: on a full one, writing to a hole in a mapped file would kill the process."""
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(self._descriptor, page * PAGE, count * PAGE)


def _page(segment: int, page: int) -> int:
    return 1 + segment * _SEGMENT_PAGES + page

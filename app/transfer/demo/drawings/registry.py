"""The demo pictures by name: motif, palette, size and seed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

from PIL import ExifTags, Image

from app.transfer.demo.company import COMPANY, PHOTOGRAPHER
from app.transfer.demo.drawings.canvas import Canvas
from app.transfer.demo.drawings.motifs.audience import audience
from app.transfer.demo.drawings.motifs.bridge import bridge
from app.transfer.demo.drawings.motifs.canopy import canopy
from app.transfer.demo.drawings.motifs.car import car
from app.transfer.demo.drawings.motifs.cells import cells
from app.transfer.demo.drawings.motifs.conveyor import conveyor
from app.transfer.demo.drawings.motifs.extraction import extraction
from app.transfer.demo.drawings.motifs.fjord import fjord
from app.transfer.demo.drawings.motifs.glassware import glassware
from app.transfer.demo.drawings.motifs.group import group
from app.transfer.demo.drawings.motifs.headquarters import headquarters
from app.transfer.demo.drawings.motifs.kiln import kiln
from app.transfer.demo.drawings.motifs.lattice import lattice
from app.transfer.demo.drawings.motifs.loop import loop
from app.transfer.demo.drawings.motifs.meeting import meeting
from app.transfer.demo.drawings.motifs.network import network
from app.transfer.demo.drawings.motifs.pack import pack
from app.transfer.demo.drawings.motifs.port import port
from app.transfer.demo.drawings.motifs.powder import powder
from app.transfer.demo.drawings.motifs.results import results
from app.transfer.demo.drawings.motifs.robot import robot
from app.transfer.demo.drawings.motifs.signing import signing
from app.transfer.demo.drawings.motifs.solar import solar
from app.transfer.demo.drawings.motifs.storage import storage
from app.transfer.demo.drawings.motifs.tower import tower
from app.transfer.demo.drawings.motifs.turbines import turbines
from app.transfer.demo.drawings.motifs.warehouse import warehouse
from app.transfer.demo.drawings.motifs.wetland import wetland
from app.transfer.demo.drawings.motifs.works import works
from app.transfer.demo.drawings.palettes import (
    COPPER,
    DUSK,
    MORNING,
    NIGHT,
    OVERCAST,
    PAPER,
    SAND,
    TEAL,
    Palette,
)

JPEG_QUALITY = 88

# Width and height in pixels.
WIDE = (1800, 1200)
SCREEN = (2000, 1125)
PANORAMA = (2100, 900)
SQUARE = (1600, 1600)
TALL = (1200, 1600)
TALLER = (1200, 1800)
HUGE = (6000, 4000)


@dataclass(frozen=True)
class Drawing:
    """How one picture comes about; `size` is its width and height in pixels."""

    motif: Callable[[Canvas, Palette], None]
    palette: Palette
    size: tuple[int, int]
    seed: int


DRAWINGS: Mapping[str, Drawing] = MappingProxyType(
    {
        "audience-night": Drawing(audience, NIGHT, WIDE, 4),
        "audience-teal": Drawing(audience, TEAL, SCREEN, 1),
        "bridge-morning": Drawing(bridge, MORNING, SCREEN, 1),
        "car-morning": Drawing(car, MORNING, WIDE, 1),
        "car-sand": Drawing(car, SAND, SCREEN, 2),
        "cells-copper": Drawing(cells, COPPER, WIDE, 3),
        "cells-sand": Drawing(cells, SAND, SQUARE, 2),
        "cells-teal": Drawing(cells, TEAL, WIDE, 1),
        "conveyor-overcast": Drawing(conveyor, OVERCAST, WIDE, 5),
        "conveyor-teal": Drawing(conveyor, TEAL, WIDE, 2),
        "extraction-morning": Drawing(extraction, MORNING, WIDE, 1),
        "extraction-teal": Drawing(extraction, TEAL, WIDE, 2),
        "fjord-dusk": Drawing(fjord, DUSK, WIDE, 2),
        "fjord-morning": Drawing(fjord, MORNING, PANORAMA, 1),
        "fjord-night": Drawing(fjord, NIGHT, PANORAMA, 3),
        "forest-morning": Drawing(canopy, MORNING, SQUARE, 2),
        "forest-teal": Drawing(canopy, TEAL, WIDE, 1),
        "glassware-morning": Drawing(glassware, MORNING, WIDE, 2),
        "glassware-paper": Drawing(glassware, PAPER, WIDE, 1),
        "glassware-teal": Drawing(glassware, TEAL, WIDE, 3),
        "group-dusk": Drawing(group, DUSK, WIDE, 1),
        "group-morning": Drawing(group, MORNING, PANORAMA, 2),
        "group-overcast": Drawing(group, OVERCAST, WIDE, 3),
        "group-sand": Drawing(group, SAND, SCREEN, 4),
        "headquarters-dusk": Drawing(headquarters, DUSK, TALL, 2),
        "headquarters-morning": Drawing(headquarters, MORNING, WIDE, 1),
        "kiln-night": Drawing(kiln, NIGHT, SCREEN, 2),
        "kiln-teal": Drawing(kiln, TEAL, WIDE, 1),
        "lattice-morning": Drawing(lattice, MORNING, WIDE, 1),
        "lattice-night": Drawing(lattice, NIGHT, TALLER, 1),
        "loop-dusk": Drawing(loop, DUSK, SQUARE, 2),
        "loop-paper": Drawing(loop, PAPER, WIDE, 1),
        "meeting-morning": Drawing(meeting, MORNING, WIDE, 1),
        "meeting-sand": Drawing(meeting, SAND, SCREEN, 2),
        "network-paper": Drawing(network, PAPER, WIDE, 1),
        "network-sand": Drawing(network, SAND, SCREEN, 2),
        "pack-morning": Drawing(pack, MORNING, WIDE, 1),
        "pack-teal": Drawing(pack, TEAL, TALL, 3),
        "port-dusk": Drawing(port, DUSK, PANORAMA, 1),
        "port-morning": Drawing(port, MORNING, WIDE, 2),
        "powder-morning": Drawing(powder, MORNING, SQUARE, 2),
        "powder-paper": Drawing(powder, PAPER, WIDE, 1),
        "results-morning": Drawing(results, MORNING, WIDE, 3),
        "results-paper": Drawing(results, PAPER, WIDE, 1),
        "results-sand": Drawing(results, SAND, SCREEN, 2),
        "robot-dusk": Drawing(robot, DUSK, SCREEN, 2),
        "robot-morning": Drawing(robot, MORNING, WIDE, 1),
        "signing-dusk": Drawing(signing, DUSK, WIDE, 1),
        "signing-morning": Drawing(signing, MORNING, SQUARE, 2),
        "signing-paper": Drawing(signing, PAPER, WIDE, 3),
        "solar-morning": Drawing(solar, MORNING, HUGE, 2),
        "solar-sand": Drawing(solar, SAND, WIDE, 3),
        "storage-dusk": Drawing(storage, DUSK, WIDE, 7),
        "storage-morning": Drawing(storage, MORNING, WIDE, 6),
        "tower-dusk": Drawing(tower, DUSK, TALLER, 1),
        "tower-morning": Drawing(tower, MORNING, TALL, 1),
        "turbines-dusk": Drawing(turbines, DUSK, PANORAMA, 4),
        "turbines-morning": Drawing(turbines, MORNING, WIDE, 1),
        "warehouse-morning": Drawing(warehouse, MORNING, WIDE, 1),
        "warehouse-sand": Drawing(warehouse, SAND, WIDE, 2),
        "wetland-dusk": Drawing(wetland, DUSK, WIDE, 3),
        "wetland-morning": Drawing(wetland, MORNING, WIDE, 1),
        "works-dusk": Drawing(works, DUSK, WIDE, 1),
        "works-morning": Drawing(works, MORNING, PANORAMA, 2),
        "works-night": Drawing(works, NIGHT, WIDE, 5),
    }
)


def draw(name: str) -> bytes:
    """Return the named picture as a JPEG file that names its maker; the same bytes at every call.

    Raises `KeyError` for a name that is not in `DRAWINGS`.
    """
    drawing = DRAWINGS[name]
    canvas = Canvas(drawing.size, drawing.seed)
    drawing.motif(canvas, drawing.palette)
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = PHOTOGRAPHER
    exif[ExifTags.Base.Copyright] = COMPANY.text("en").company_name
    file = BytesIO()
    canvas.finished().save(file, "JPEG", quality=JPEG_QUALITY, exif=exif)
    return file.getvalue()

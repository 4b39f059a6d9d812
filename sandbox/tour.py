"""The tour: which step comes next. Steps may be done in any order; what was done once stays done."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.stage import Step
    from sandbox.world import World

Json = dict[str, Any]


def follow(world: "World") -> None:
    """Tick off every step that the phones show to be done."""
    before = _ticked(world)
    now = before | {place for place, step in enumerate(world.tour) if place not in before and _done(world, step)}
    _tick(world, before, now)


def skip(world: "World") -> None:
    """Tick off the present step, whether it is done or not."""
    before = _ticked(world)
    waiting = [place for place in range(len(world.tour)) if place not in before]
    _tick(world, before, before | set(waiting[:1]))


def view(world: "World") -> list[Json]:
    """All steps for the page; the first that is not done is the present one."""
    ticked = _ticked(world)
    return [
        {"person": step.person, "text": step.text, "english": step.english or step.text, "press": step.press}
        | {"done": place in ticked}
        for place, step in enumerate(world.tour)
    ]


def _ticked(world: "World") -> set[int]:
    return set(world.setting("tour") or [])


def _tick(world: "World", before: set[int], now: set[int]) -> None:
    if now != before:
        with world.change():
            world.store.put("settings", "tour", sorted(now))
            world.tell("tour", steps=view(world))


def _done(world: "World", step: "Step") -> bool:
    try:
        phone = world.person(step.person)
    except KeyError:
        return False  # nobody of this name has come yet
    return phone.screen is not None and step.done(phone)

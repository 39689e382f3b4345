"""Where nobody coaches a learner, whoever may give them a coach is led there."""

from django.test import Client

from tests.rooms.caseload_write.world import World, person, signed_in

NOBODY = "Nobody: give this learner a coach"


def learner_page(client: Client, enrolment: str) -> str:
    return client.get(f"/learners/{enrolment.partition(':')[2]}").content.decode()


def test_who_may_give_a_coach_is_led_there(world: World, manager: Client) -> None:
    enrolment = world.enrol(coach="")
    code = enrolment.partition(":")[2]
    assert f'<a href="/learners/{code}/coach">{NOBODY}</a>' in learner_page(manager, enrolment)
    assert manager.get(f"/learners/{code}/coach").status_code == 200


def test_who_may_not_reads_that_there_is_nobody(world: World) -> None:
    text = learner_page(signed_in(person("Ida Wynn", iqa=None)), world.enrol(coach=""))
    assert "<dt>Coach</dt><dd>Nobody</dd>" in text


def test_a_learner_who_has_a_coach_needs_no_other(world: World, manager: Client) -> None:
    assert "<dt>Coach</dt><dd>Hannah Clarke</dd>" in learner_page(manager, world.enrolment)

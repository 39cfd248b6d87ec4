"""What Letizia's class has already lived: two lessons ready, a few words in the journal."""

from datetime import timedelta

from scola.directory.actions.pupil_keys import complete_keys
from scola.directory.queries import actor_of
from scola.kernel import clock
from scola.lesson.actions.prepare import Draft, prepare_lesson
from scola.sharing.actions.journal import publish_post
from scola.site.demo.story import Story

LESSONS = (
    ("Le secret du golfe, chapitre 3", "Écris ce que dit Petru.", "seyes", 0),
    ("Mesurer les radis du potager", "Dessine ton radis à sa taille.", "grid5", 2),
)
NEWS = (
    (6, "Nous avons planté des radis dans le potager de l’école."),
    (2, "Les radis sont sortis de terre ! Le plus grand fait 6 cm."),
)


def open_classroom(story: Story) -> None:
    teacher = actor_of(story.teacher)
    complete_keys(teacher, school_class=story.school_class.id)
    for title, instruction, paper, days in LESSONS:
        draft = Draft(
            title=title, day=clock.today() + timedelta(days=days), instruction=instruction
        )
        prepare_lesson(teacher, school_class=story.school_class.id, draft=draft, background=paper)
    for days, sentence in NEWS:
        with clock.at(clock.now() - timedelta(days=days)):
            publish_post(teacher, school_class=story.school_class.id, sentence=sentence)

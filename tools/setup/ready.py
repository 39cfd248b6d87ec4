"""What running, testing and measuring all need first."""

from scola.config.sentences import say
from tools.setup import client, environment, machine
from tools.setup.places import MODULES, ROOT
from tools.setup.progress import Steps, together, write


def prepare(steps: Steps, *, develop: bool) -> None:
    """Environment, packages, browser's part, texts. Raises Refusal."""
    ready = environment.fresh() and client.built()
    machine.require_room(ROOT, first_time=not ready)
    if not client.built() or not MODULES.exists():
        machine.require_node()
    if not ready:
        write(
            say(
                "Scola s’installe dans ce dossier ; la première fois prend une à deux minutes.\n",
                "Scola sets itself up in this folder; the first time takes a minute or two.\n",
            )
        )
    install = environment.install_dev if develop else environment.install_runtime
    with steps.step(say("environnement Python", "Python environment")):
        environment.make()
    with steps.step(say("paquets pour Python et Node", "packages for Python and Node")):
        together(install, client.install)
    with steps.step(say("interface du navigateur", "the browser's part")):
        client.build()
    with steps.step(say("textes", "texts")):
        client.compile_texts()

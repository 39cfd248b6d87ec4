"""The import of a roster: files, preview, questions, one decision, and the way back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from scola.directory.forms.roster import RosterForm
from scola.directory.models import RosterRun
from scola.directory.roster import runs, showing
from scola.directory.roster.run import answer_question, digest_of, import_roster
from scola.directory.roster.undo import LASTS, undo_roster, undo_until
from scola.kernel import clock
from scola.kernel.actor import Role
from scola.kernel.page import ActorRequest, page
from scola.kernel.ports.files import FileRefused

LARGEST_REQUEST = runs.LARGEST * runs.MOST_FILES + 1024 * 1024


@page(Role.HEAD, Role.CITY_ADMIN, methods=("GET", "POST"), largest=LARGEST_REQUEST)
def upload(request: ActorRequest) -> HttpResponse:
    schools = runs.schools_of(request.actor)
    files = request.FILES if request.method == "POST" else None
    form = RosterForm(request.POST or None, files, schools=schools)
    if request.method == "POST" and form.is_valid():
        brought = [(str(one.name), one.file) for one in form.cleaned_data["uploads"]]
        school = form.cleaned_data["school"]
        try:
            run = runs.keep_preview(request.actor, school=school, uploads=brought)
        except FileRefused as trouble:
            form.add_error("uploads", str(trouble))
        else:
            return redirect("directory:roster_preview", run.pk)
    found = runs.list_runs(request.actor)
    names = runs.names_of(request.actor, [run.started_by for run in found])
    past = [(run, undo_until(run), names.get(run.started_by, "")) for run in found]
    context = {"form": form, "schools": schools, "past": past}
    return render(request, "directory/roster_upload.html", context)


@page(Role.HEAD, Role.CITY_ADMIN)
def preview(request: ActorRequest, run: str) -> HttpResponse:
    row = runs.get_run(request.actor, run)
    if row.state != RosterRun.PREVIEWED:
        return redirect("directory:roster")
    read, content = runs.read_run(row), runs.may_read_content(request.actor, row)
    cards = showing.cards_of(read, show_known=Role.HEAD in request.actor.roles) if content else []
    context = {
        "run": row,
        "plan": read.plan,
        "refused": read.issues.refused,
        "errors": list(read.issues.listed("error")) if content else [],
        "warnings": list(read.issues.listed("warning")) if content else [],
        "loud": [issue for issue in read.issues.warnings if read.plan.partial and not issue.file],
        "total": showing.total_of(read.plan.lines),
        "counts": read.plan.counts(),
        "card": cards[0] if cards else None,
        "asked": len(cards),
        "left_to_head": len(read.plan.questions) - len(cards),
        "seal": showing.seal_of(read.plan),
        "until": clock.today() + LASTS,
    }
    return render(request, "directory/roster_preview.html", context)


@page(Role.HEAD, Role.CITY_ADMIN)
def issues(request: ActorRequest, run: str) -> HttpResponse:
    """The file of errors: only for who may read what the files say."""
    row = runs.get_run(request.actor, run)
    if row.state != RosterRun.PREVIEWED or not runs.may_read_content(request.actor, row):
        return redirect("directory:roster")
    content = showing.issues_as_csv(runs.read_run(row).issues)
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="erreurs.csv"'},
    )


@page(Role.HEAD, Role.CITY_ADMIN, methods=("POST",))
def answer(request: ActorRequest, run: str) -> HttpResponse:
    row = runs.get_run(request.actor, run)
    content = runs.may_read_content(request.actor, row)
    show_known = Role.HEAD in request.actor.roles
    cards = showing.cards_of(runs.read_run(row), show_known=show_known) if content else []
    key = request.POST.get("key", "")
    # Only a question that this person was shown can be answered.
    if key in {card.key for card in cards} and request.POST.get("same") in {"yes", "no"}:
        same = request.POST["same"] == "yes"
        answer_question(request.actor, school=row.school_id or "", key=key, same=same)
        messages.success(request, _("C’est retenu, aussi pour les prochains imports."))
    return redirect("directory:roster_preview", row.pk)


@page(Role.HEAD, Role.CITY_ADMIN, methods=("POST",))
def apply(request: ActorRequest, run: str) -> HttpResponse:
    row = runs.get_run(request.actor, run)
    read = runs.read_run(row)
    if showing.seal_of(read.plan) != request.POST.get("seal"):
        messages.warning(request, _("L’école a changé depuis l’aperçu : relisez-le."))
        return redirect("directory:roster_preview", row.pk)
    if read.plan.partial and request.POST.get("whole") != "yes":
        messages.warning(request, _("Cochez la case qui confirme les départs, ou abandonnez."))
        return redirect("directory:roster_preview", row.pk)
    digest = digest_of(runs.sources_of_run(row))
    import_roster(request.actor, school=row.school_id or "", read=read, digest=digest, run=row)
    runs.forget_files(row)
    row.save(update_fields=["files"])
    messages.success(request, _("L’annuaire de l’école est à jour."))
    return redirect("directory:roster")


@page(Role.HEAD, Role.CITY_ADMIN, methods=("POST",))
def abandon(request: ActorRequest, run: str) -> HttpResponse:
    runs.abandon(request.actor, run=runs.get_run(request.actor, run))
    messages.success(request, _("C’est abandonné. Rien n’a été importé."))
    return redirect("directory:roster")


@page(Role.HEAD, Role.CITY_ADMIN, methods=("POST",))
def undo(request: ActorRequest, run: str) -> HttpResponse:
    undo_roster(request.actor, run=runs.get_run(request.actor, run))
    messages.success(request, _("L’import est annulé. Tout est comme avant."))
    return redirect("directory:roster")

"""What the doors ask about passwords: what a check costs here, and whether a new one may pass."""

from university.people import services
from university.people.forms import NewPasswordForm
from university.people.rules import KNOWN_PASSWORDS, password_faults
from university.web.settings import settings


def cost() -> services.Cost:
    """What a password check takes here."""
    return services.Cost(settings().argon2_memory_kib, settings().argon2_rounds)


def has_sound_password(form: NewPasswordForm, *, name: str, email: str) -> bool:
    """Whether the form may pass; what stands against the new password is put on its field."""
    if not form.validate():
        return False
    faults = password_faults(form.password_new.data, name=name, email=email, known=KNOWN_PASSWORDS)
    form.password_new.errors = [*form.password_new.errors, *faults]
    return not faults

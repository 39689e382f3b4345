"""Texts that Django and allauth say on our pages and in our letters, so that they have a Welsh of ours too.

Django's own Welsh is old: some of it is missing, some wrong (a July with one f, a date asked for in half a sentence).
allauth has none.
"""

_DAYS = ("Mon", "July")
_FIELDS = (
    "This field is required.",
    "Enter a whole number.",
    "Enter a number.",
    "Enter a valid date.",
    "Enter a valid time.",
    "Enter a valid email address.",
    "Enter a valid URL.",
    "Enter a valid value.",
    "Enter a list of values.",
    "Enter a valid JSON.",
    "No file was submitted.",
    "The submitted file is empty.",
    "Null characters are not allowed.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Select a valid choice. That choice is not one of the available choices.",
    "Ensure this value is less than or equal to %(limit_value)s.",
    "Ensure this value is greater than or equal to %(limit_value)s.",
    "Unknown",
    "Yes",
    "No",
)
_FIELDS_COUNTED = (
    (
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    (
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
)
_PASSWORDS = (
    "The password is too similar to the %(verbose_name)s.",
    "Your password can’t be too similar to your other personal information.",
    "This password is too common.",
    "Your password can’t be a commonly used password.",
    "This password is entirely numeric.",
    "Your password can’t be entirely numeric.",
    "The two password fields didn’t match.",
    "You must type the same password each time.",
    "Please type your current password.",
    "Incorrect password.",
)
_SIGN_IN = (
    "This account is currently inactive.",
    "The email address and/or password you specified are not correct.",
    "Too many failed login attempts. Try again later.",
    "Be patient, you are sending too many requests.",
    "Invalid login.",
    "Invalid or expired key.",
    "The password reset token was invalid.",
    "Incorrect code.",
    "You cannot deactivate two-factor authentication.",
    "You cannot generate recovery codes without having two-factor authentication enabled.",
    "You cannot activate two-factor authentication until you have verified your email address.",
    "Use your password",
    "Use authenticator app or code",
    "Use a security key",
    "Master key",
    "Backup key",
    "Key nr. {number}",
)
_SAID_AFTERWARDS = (
    "You have signed out.",
    "Password successfully changed.",
    "Password successfully set.",
    "Authenticator app activated.",
    "Authenticator app deactivated.",
    "Security key added.",
    "Security key removed.",
    "A new set of recovery codes has been generated.",
    "Signed out of all other sessions.",
)
_LETTERS = (
    "Your password has been changed.",
    "Password Changed",
    "Your password has been reset.",
    "Password Reset",
    "Your password has been set.",
    "Password Set",
    "A new set of Two-Factor Authentication recovery codes has been generated.",
    "New Recovery Codes Generated",
    "Authenticator App Activated",
    "Authenticator App Deactivated",
    "A new security key has been added.",
    "Security Key Added",
    "A security key has been removed.",
    "Security Key Removed",
)

BORROWED: tuple[tuple[str, str | None], ...] = (
    *((text, None) for text in (*_DAYS, *_FIELDS, *_PASSWORDS, *_SIGN_IN, *_SAID_AFTERWARDS, *_LETTERS)),
    *_FIELDS_COUNTED,
)
"""The English as Django and allauth have it, with its plural where it counts something."""

"""Settings of the accounts: a code by e-mail or a passkey. No address of a computer is kept, in memory neither."""

ACCOUNT_ADAPTER = "commonbeat.people.accounts.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = False
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {"signup": "60/m", "login": "600/m", "request_login_code": "600/m,3/m/key"}
ACCOUNT_FORMS = {
    "request_login_code": "commonbeat.people.forms.SignInForm",
    "confirm_login_code": "commonbeat.people.forms.SignInCodeForm",
    "signup": "commonbeat.people.forms.SignUpForm",
    "add_email": "commonbeat.people.forms.NewAddressForm",
    "confirm_email_verification_code": "commonbeat.people.forms.AddressCodeForm",
}
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_REAUTHENTICATION_REQUIRED = False  # who lost a passkey must be able to remove it; each change is told by mail
MFA_ALLOW_UNVERIFIED_EMAIL = True  # only the link printed on the machine signs in before an address is confirmed
MFA_RATE_LIMITS = {"webauthn_login": "600/m"}
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_FORM_FIELD = "username"
AXES_FAILURE_LIMIT = 12
AXES_COOLOFF_TIME = 0.5  # hours
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_IP_CALLABLE = "commonbeat.people.accounts.no_address"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
# Each process counts wrong codes for itself (W001) and nobody's network address is counted (W006): so the limit is low.
SILENCED_SYSTEM_CHECKS = ["axes.W001", "axes.W006"]

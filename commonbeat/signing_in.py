"""Settings of the accounts: a code by e-mail or a passkey. No address of a computer is kept."""

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
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # costs the same time as a known one; no letter is sent (people.accounts)
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# "ip" is a client under a name that dies with the process; a code takes three tries, so 60 an hour give 180 guesses.
ACCOUNT_RATE_LIMITS = {"signup": "20/m/ip", "login": "60/m/ip", "request_login_code": "5/m/ip,20/h/ip,60/h/key"}
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
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

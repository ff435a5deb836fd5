problem-not-found-title = There is no such page
problem-not-found-text = Check the address, or go back to your learning. If somebody sent you the link, it may not be meant for your account.
problem-sign-in-needed-title = Please sign in
problem-sign-in-needed-text = This needs an account. Sign in and try again.
problem-denied-title = This is not allowed
problem-denied-text = Your role does not include this.
problem-invalid-title = Something needs another look
problem-invalid-text = Some fields cannot be taken as they are.
problem-bad-request-title = This request cannot be read
problem-bad-request-text = Go back, reload the page and try again.
problem-conflict-title = This clashes with what is already there
problem-conflict-text = Somebody may have changed it in the meantime. Reload the page to see how it is now.
problem-repeated-title = This was done already
problem-repeated-text = The first time counted.
problem-method-not-allowed-title = This address does not take that
problem-method-not-allowed-text = Go back and try again from the page.
problem-unsupported-body-title = This form of data is not taken
problem-unsupported-body-text = Send it plain, in the type that the page or the API document names.
problem-too-large-title = This is too large
problem-too-large-text = Send less at once.
problem-too-many-title = Too many tries
problem-too-many-text =
    { $minutes ->
        [one] Wait a minute, then try again.
       *[other] Wait { $minutes } minutes, then try again.
    }
problem-busy-title = Very busy right now
problem-busy-text = Nothing is lost. Try again in a moment.
problem-unavailable-title = Not available right now
problem-unavailable-text = Something that this page needs does not answer. Nothing is lost. Try again in a few seconds.
problem-internal-title = Something went wrong on our side
problem-internal-text = Nothing that was saved is lost. Try again; if it happens again, tell us the number below.
problem-form-expired = The form was open for too long, or in another sign-in. Reload the page and send it again.
problem-form-foreign = The form came from another site, so nothing was done.
problem-foreign-host = The Academy is not reached under this name.
problem-unreadable = The data broke off or cannot be read. Send it again.
problem-bad-json = The JSON cannot be read, or a field is missing or of another kind than the API document says.
problem-json-field-missing = This field is missing.
problem-json-field-wrong = This field cannot be read: it is of another kind than the API document says.
problem-json-field-unknown = This field is not known here.
problem-nul = There is a character in it (NUL) that no text can hold.
problem-day-unmeant = Give a day between the years 1900 and 2199.
problem-number = Number of this request: { $number }
problem-home = Go to the start page
api-title = Better Work Academy
api-description = People, organisations, courses, learning. Every call needs a bearer token from POST /api/v1/tokens, except where it says otherwise. Refused calls answer application/problem+json (RFC 9457). A POST with an Idempotency-Key may be repeated: it has one effect and the first answer.
api-answer = The answer
api-problem = Why the call was refused

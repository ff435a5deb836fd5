held-webhook = Addresses of other systems that you registered
held-column-url = Address

webhooks-title = Webhooks
webhooks-lead = Other systems that are told when something happens here. They get numbers only, never a name.
webhooks-none = No other system is told yet
webhooks-none-text = Register an address, for example of the programme’s portal.
webhook-register-title = Register an address
webhook-register-action = Register
webhook-title = Webhook
webhook-url-label = Address
webhook-url-help = It begins with https:// and takes POST requests.
webhook-url-missing = Enter the address.
webhook-url-wrong = Enter a whole address, like https://portal.example/hooks, without a password in it.
webhook-url-private = This address lies inside a network. The operator can allow such addresses.
webhook-url-without-tls = The address must begin with https://.
webhook-kinds-label = What it is told
webhook-kinds-missing = Choose at least one kind of event.
webhook-event-step-completed = A step of a pathway is completed
webhook-event-item-changed = An item of an improvement plan has changed
webhook-all-countries = All countries
webhook-country-help = It is told about factories of this country only.
webhook-country-out-of-reach = Choose a country that you look after.
webhook-state-label = State
webhook-state-well = works
webhook-state-failing = does not answer
webhook-state-disabled = disabled
webhook-failing-since = Does not answer since
webhook-since = Registered
webhook-enable = Enable again
webhook-delete = Delete
webhook-secret-title = The secret
webhook-secret-lead = Keep it now: it is shown this once. With it the receiver checks that a message comes from here.
webhook-deliveries-title = Latest messages
webhook-deliveries-none = Nothing has been sent yet. Each message stands here with the answer of the receiver.
webhook-attempts =
    { $count ->
        [one] one attempt
       *[other] { $count } attempts
    }
webhook-not-tried = not sent yet
webhook-again = Send again
webhook-failure-refused = connection refused
webhook-failure-too-late = no answer within ten seconds
webhook-failure-not-allowed = address not allowed
webhook-failure-unreachable = not reached
webhook-facts-title = The address
webhook-answer-taken = taken ({ $status })
webhook-answer-refused = not taken ({ $status })
webhook-tried-again = will be sent again by itself, with longer and longer waits
webhook-given-up = given up; send it again by hand
webhook-event-forgotten = An event that is no longer kept
webhook-signature-title = How a message is signed
webhook-signature-text = The header Academy-Signature holds the time in seconds (t) and a code (v1): HMAC-SHA256 with the secret over the time, a dot and the body. Compute it anew, compare it, and refuse times that are long past.
webhook-signature-event = The header Academy-Event holds the number of the event. It stays the same when a message is sent again, so take each number once.
webhook-delete-text = Nothing goes to this address any more, and what was sent is forgotten. This cannot be undone.
notice-webhook-deleted = The address is deleted. Nothing goes to it any more.
notice-webhook-enabled = The address is enabled again.
notice-webhook-sent-again = It is sent again.
webhook-mail-subject = The webhook to { $host } is disabled
webhook-mail-text = Nothing that was sent to { $host } has been taken for a day and a half, so nothing more is sent. When the receiver works again, enable the address; what was missed can be sent again.
webhook-mail-action = See what happened

audit-subject-webhook = webhook
audit-action-webhook-register = Registered a webhook
audit-action-webhook-delete = Deleted a webhook
audit-action-webhook-enable = Enabled a webhook again
audit-action-webhook-send-again = Sent an event again

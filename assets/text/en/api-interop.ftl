api-webhooks-list = The addresses that events go to
api-webhook = One address, and what went out to it last
api-webhook-register = Registers an address; the secret stands in this answer only
api-webhook-delete = Deletes an address; nothing goes to it any more
api-webhook-enable = Enables an address again that was disabled; what was not taken then goes out once more
api-webhook-send-again = Sends an event again, with the same id

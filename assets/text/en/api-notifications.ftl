api-notices-list = One's notices, the newest first; `unread=true` leaves out what was read
api-notices-read-all = Marks all of one's notices as read
api-notice-read = Marks a notice as read
api-notice-choices = How one wishes to be told: topic by topic in the Academy or by mail, at once or daily
api-notice-choices-change = Changes how one wishes to be told; topics that are left out stay

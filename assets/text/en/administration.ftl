audit-title = Audit
audit-lead = Who did what to whom. Entries are kept for ever and name people by number only; names are looked up as you read. Your reading is noted too.
audit-person-label = Person
audit-organisation-label = Organisation
audit-action-label = What was done
audit-action-any = Anything
audit-from-label = From (day)
audit-until-label = Until (day)
audit-action-unknown = Nobody did anything of this name. Choose from the list.
audit-filter = Show
audit-time = Time (UTC)
audit-who = Who
audit-what = What
audit-whom = To whom or what
audit-where = Where
audit-shown =
    { $total ->
        [0] No entry
        [one] One entry
       *[other] { $first } to { $last } of { $total } entries
    }
audit-none = No entry
audit-none-text = Nothing was done that fits what you asked for.
audit-erased-person = erased person
audit-operator = operator, on the machine
audit-subject-person = person
audit-subject-enrolment = enrolment
audit-subject-membership = membership
audit-subject-invitation = invitation
audit-subject-organisation = organisation
audit-subject-import = import of a list
audit-subject-course = course
audit-subject-sign-in = sign-in
audit-subject-audit = audit
audit-action-audit-see = Read the audit
audit-action-own-data-see = Took their own data away
audit-action-course-import = Imported a version of a course
audit-action-course-publish = Published a course
audit-action-course-withdraw = Withdrew a course
audit-action-organisation-register = Registered an organisation
audit-action-organisation-change = Changed an organisation
audit-action-administrator-make = Invited an administrator
audit-action-membership-grant = Granted a role
audit-action-membership-end = Ended a role
audit-action-membership-change = Changed the days or the department of a role
audit-action-people-see = Looked at a person
audit-action-people-suspend = Suspended a person
audit-action-people-suspension-lift = Lifted a suspension
audit-action-people-invite = Invited somebody
audit-action-invitation-accept = Accepted an invitation
audit-action-invitation-renew = Sent an invitation again
audit-action-invitation-withdraw = Withdrew an invitation
audit-action-invitation-change = Changed an invitation
audit-action-import-make = Imported a list
audit-action-enrolment-make = Enrolled somebody
audit-action-enrolment-change = Changed a due date
audit-action-enrolment-withdraw = Withdrew an enrolment
audit-action-enrolment-see = Looked at somebody’s learning
audit-action-team-see = Looked at a team
audit-action-enrolment-remind = Reminded somebody of a course
audit-action-audience-make = Made an audience
audit-action-audience-change = Changed an audience
audit-action-audience-end = Ended an audience
audit-action-plan-countersign = Countersigned a plan
audit-action-profile-change = Changed their profile
audit-action-password-change = Changed their password
audit-action-password-reset = Set a new password
audit-action-sign-in-begin = Signed in
audit-action-sign-in-end = Ended a sign-in
audit-action-sign-in-end-all = Signed out everywhere
audit-action-erasure-ask = Asked to be erased
audit-action-erasure-withdraw = Withdrew the request to be erased
audit-action-erasure-see = Looked at a request to be erased
audit-action-people-erase = Erased a person

administration-title = Administration
administration-people-title = People and organisations
administration-people-text = Everybody, their roles, and who is suspended
administration-organisations-text = Brands, factories, partners, and who belongs to them
administration-erasures-text =
    { $count ->
        [0] Nobody waits
        [one] One person waits
       *[other] { $count } people wait
    }
administration-programme-title = Programme
administration-audit-text = Who did what to whom

erasures-title = Requests to be erased
erasures-lead = People who want the Academy to forget them. Look at each request and carry it out.
erasures-open-title = Waiting
erasures-none = Nobody waits.
erasures-done-title = Carried out
erasure-asked-on = Asked on
erasure-done-on = erased on
erasure-look = Look
erasure-one-title = Erase { $name }?
erasure-effect-title = What happens
erasure-effect-goes = Name, address, password, sign-ins, invitations, mails, answers, action plans and comments go. Roles end today. The person is found nowhere any more.
erasure-effect-stays = Counts stay as they are: sex, country, month and progress remain under a number that names nobody, and the audit shows “erased person”.
erasure-effect-for-good = There is no way back. Backups made before today still hold the person; after restoring one, erase the person again.
erasure-carry-out = Erase this person
erasure-of-oneself = Somebody else must carry out your own request.
erasure-last-administrator = This is the last administrator. Make somebody else an administrator first.
erasure-gone = The request was withdrawn or carried out in the meantime.
notice-erasure-done = The person is erased.
audit-subject-job = job
audit-subject-mail = mail
audit-subject-setting = setting
audit-action-audit-export = Took the audit away as a file
audit-action-job-retry = Tried a job again
audit-action-job-drop = Dropped a job
audit-action-mail-send-again = Sent a mail again
audit-action-setting-change = Changed a setting
audit-subject-audience = audience
audit-subject-newsletter = newsletter
audit-subject-pathway = pathway
audit-subject-pathway-template = template of pathways
audit-subject-report-schedule = report by mail
audit-action-calendar-make = Made a calendar feed
audit-action-calendar-revoke = Revoked a calendar feed
audit-action-notice-choose = Chose which notices to get
audit-action-notice-stop-mails = Stopped mails with notices
audit-action-pathway-make = Began a pathway
audit-action-pathway-change = Changed a pathway
audit-action-pathway-publish = Published a pathway
audit-action-pathway-confirm = Answered for a side of the committee
audit-action-pathway-step-done = Noted a step as done
audit-action-pathway-presence = Noted who came to a step
audit-action-pathway-excuse = Noted who does without a step
audit-action-pathway-excuse-end = Expected people at a step again
audit-action-pathway-template-clone = Copied a template of pathways
audit-action-pathway-template-share = Shared a template of pathways
audit-action-pathway-template-remove = Took a template of pathways away
audit-action-pathway-template-change = Changed a template of pathways
audit-action-suggestion-decline = Declined a suggestion
audit-column-kind = Kind
audit-column-who-id = Who (number)
audit-column-whom-id = To whom (number)
audit-column-details = Details
audit-export-csv = CSV
audit-export-xlsx = Excel
audit-export-label = Take these entries away
audit-too-long-for-a-sheet = These are more entries than a spreadsheet holds well. Take them as CSV, or ask for fewer days.

administration-invitations-text = Of all organisations: open, accepted, expired
administration-work-title = The machine
administration-jobs-text =
    { $count ->
        [0] No job failed
        [one] One job failed
       *[other] { $count } jobs failed
    }
administration-mails-text =
    { $count ->
        [0] No mail waits
        [one] One mail waits
       *[other] { $count } mails wait
    }
administration-settings-text = What is set while the Academy runs, and who changed it

reason-missing = Say why.
reason-too-long = A reason has at most 500 characters.

jobs-title = Jobs
jobs-lead = What the Academy does by itself. What failed was tried for two days.
jobs-kind-label = Kind
jobs-any-kind = Any kind
jobs-filter = Show
jobs-made = Since
jobs-next = Next try
jobs-tries = Tries
jobs-state = State
jobs-mistake = What went wrong
jobs-none = No job
jobs-none-text = There is nothing to look after here.
jobs-shown =
    { $total ->
        [0] No job
        [one] One job
       *[other] { $first } to { $last } of { $total } jobs
    }
job-standing-all = All
job-standing-waiting = Waiting
job-standing-failed = Failed
job-standing-dropped = Dropped
job-standing-recurring = Comes back by itself
job-standing-done = Done
job-standing-running = Runs now
job-mistake-refused = The mail server refuses this address.
job-mistake-gone = What it was about is not there any more.
job-mistake-wrong = What it was given does not fit any more.
job-mistake-away = Something that is needed did not answer: the mail server, the files or the database.
job-mistake-defect = The Academy itself made a mistake. The server’s log says which.
job-ended = Ended
job-dropped-by = Dropped by
job-drop-reason = Reason
job-retry = Try again now
job-drop-title = Drop it
job-drop-text = It is not tried any more, and counts as looked after. What it was to do is not done.
job-drop = Drop
job-reason-label = Why
job-reason-help = For those who look after you. No names of people.
job-gone-on = It runs, is done or was changed meanwhile. Look again.
notice-job-retried = The job is tried again.
notice-job-dropped = The job is dropped.
job-kind-platform-upkeep = Clears away old answers, jobs and counters
job-kind-audit-link = Chains the audit
job-kind-mail-upkeep = Clears away old mails
job-kind-mail-send = Sends a mail
job-kind-mail-send-many = Sends a hundred mails
job-kind-import-look-through = Looks through a list
job-kind-import-carry-out = Takes a list in
job-kind-import-upkeep = Clears away old lists
job-kind-import-let-go = Deletes lists on which nobody decided
job-kind-import-by-program = Takes in a list that a program sent
job-kind-notice-reminders = Reminds of dates
job-kind-notice-digests = Sends the day’s notices
job-kind-notice-upkeep = Clears away old notices
job-kind-ask-about-plan = Asks how promises went
job-kind-report-send = Sends a report
job-kind-reports-due = Looks for reports that are due
job-kind-teams-counted = Counts teams again
job-kind-people-changed = Follows a change of people
job-kind-organisation-moved = Follows a change of an organisation
job-kind-close-attempts = Hands in quizzes whose time is over
job-kind-audiences-matched = Enrols who matches an audience
job-kind-newsletter-round = Sends a round of the newsletter
job-kind-newsletter-upkeep = Clears away unconfirmed sign-ups
job-kind-sign-in-upkeep = Clears away old sign-ins
job-kind-password-reset-mail = Writes the mail for a new password
job-kind-audience-match = Enrols one audience
job-kind-learning-news = Tells people what happened to their learning
job-kind-outgoing-events = Hands changes to the addresses of other systems
job-kind-webhook-delivery = Tells another system of a change
job-kind-webhook-upkeep = Clears away old deliveries to other systems
job-kind-step-completions = Looks for steps of pathways that were completed
job-kind-cycle-ended = Looks whom the end of a cycle concerns
job-kind-factory-handed-over = Tells who advises a factory from now on
job-kind-self-diagnosis-shared = Tells who may read a self-diagnosis that a side shared it

mails-title = Mails
mails-lead = To whom, of which kind, how far. What a mail says is shown to nobody else than its reader.
mails-search = Search by address or name
mails-kind = Kind
mails-made = Written
mails-sent = Sent
mails-state = State
mails-to = To
mails-none = No mail
mails-none-text = Nothing fits. Sent mails are forgotten after 30 days, others after 90.
mails-shown =
    { $total ->
        [0] No mail
        [one] One mail
       *[other] { $first } to { $last } of { $total } mails
    }
mail-standing-all = All
mail-standing-waiting = Waiting
mail-standing-failed = Failed
mail-standing-sent = Sent
mail-send-again = Send again
notice-mail-again = The mail is sent again.
mail-kind-notice = Notice
mail-kind-notice-digest = Notices of a day
mail-kind-report = Report
mail-kind-invitation = Invitation
mail-kind-newsletter-confirmation = Confirming the newsletter
mail-kind-newsletter = Newsletter
mail-kind-erasure-asked = Erasure was asked for
mail-kind-password-reset = New password
mail-kind-password-changed = Password was changed
mail-kind-contact = Message from the contact page
mail-kind-consent = Consent
mail-kind-pathway-expected = What a pathway expects
mail-kind-pathway-changed = What changed in a pathway
mail-kind-webhook-disabled = Another system does not answer any more

invitations-lead = Of all organisations. A link is good for 14 days.
invitations-search = Search by name or address
invitations-name = Who
invitations-organisation = Organisation
invitations-role = Role
invitations-sent = Sent
invitations-end = Good until
invitations-state = State
all-invitations-none = No invitation
all-invitations-none-text = Nothing fits. People are invited on the page of their organisation.
invitations-shown =
    { $total ->
        [0] No invitation
        [one] One invitation
       *[other] { $first } to { $last } of { $total } invitations
    }
invitation-standing-all = All
invitation-standing-open = Open
invitation-standing-accepted = Accepted
invitation-standing-expired = Expired
invitation-standing-withdrawn = Withdrawn
invitations-renew = Send again
invitations-withdraw = Withdraw

settings-title = Settings
settings-lead = What can be set while the Academy runs. Every server follows within a minute.
settings-name = Setting
settings-value = Holds now
settings-as-started = as the server was started
settings-change = Change
settings-history-title = History
settings-history-none = Nothing was changed yet.
setting-contact = Address for questions
setting-help-contact = Named on the public contact page; what the public writes there goes to it.
setting-newsletter-rate = Newsletter mails a minute
setting-help-newsletter-rate = At most, however many servers there are.
setting-reminder-days = First reminder, days before the date
setting-help-reminder-days = So many days before a due date its learner is reminded first.
setting-follow-up-days = Days until a promise is asked about
setting-help-follow-up-days = So many days after an action plan is made, the Academy asks how it went. Promises made before keep their day.
setting-smallest-figure = Smallest figure in reports
setting-help-smallest-figure = Figures over fewer people are withheld. Never below 5.
setting-smallest-figure-by-sex = Smallest figure by sex
setting-help-smallest-figure-by-sex = The same for figures by sex. Never below 10.
setting-bounds = From { $least } to { $most }. Left empty: as the server was started.
setting-empty-help = Left empty: as the server was started.
setting-value-label = New value
setting-reason-label = Why
setting-reason-help = Others will read it here. No names of people.
setting-save = Change
setting-no-number = Type a whole number.
setting-out-of-bounds = This is outside of what can be set.
setting-holds-already = This holds already.
setting-when = When
setting-who = Who
setting-from = From
setting-to = To
setting-reason = Why
setting-put-back = Put back
setting-changes-shown =
    { $total ->
        [0] No change
        [one] One change
       *[other] { $first } to { $last } of { $total } changes
    }
notice-setting-changed = The setting is changed.

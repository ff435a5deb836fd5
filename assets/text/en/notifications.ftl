notices-title = Notices
notices-read-all = Mark all as read
notices-new = New
notices-due-on = Due on { $date }
notices-held-on = On { $date }
notices-pager = { $first }–{ $last } of { $total }
notices-empty-title = Nothing to tell you yet
notices-empty-text = Courses that are assigned to you, items of improvement plans that become yours, dates that come near and plans that wait for you will stand here.
notices-empty-action = To your learning
notices-choose = Choose what you are told, and how
notices-crumbs = Where you are

notices-about-assigned = A course for you: { $course }
notices-about-moved = Another date for { $course }
notices-about-withdrawn = You were taken off { $course }
notices-about-reminded = A reminder to go on with { $course }
notices-about-due-soon = { $course } is due soon
notices-about-due-tomorrow = Last day is near: { $course }
notices-about-overdue = { $course } is overdue
notices-about-completed = You completed { $course }
notices-about-countersignature-asked = { $learner } made an action plan that waits for your countersignature
notices-about-follow-up = How did your promises go?

notices-text-assigned = Your organisation enrolled you. You can begin at any time and stop wherever you like; the Academy keeps your place.
notices-text-moved = The course has a new date. You begin where you stopped.
notices-text-withdrawn = You had not begun it, and you are not expected at it any more. You can take it by yourself at any time.
notices-text-reminded = Whoever looks after learning in your organisation asks you to go on. You begin where you stopped.
notices-text-due-soon = About a week is left. You begin where you stopped.
notices-text-due-tomorrow = The date is today or tomorrow. You begin where you stopped; if there is not enough time, ask your coordinator for another date.
notices-text-overdue = The date has passed, and nothing that you did is lost. Finish it when you can, or ask your coordinator for another date.
notices-text-completed = Well done. You find what you learned, and your action plan, under the course at any time.
notices-text-countersignature-asked = Read what was promised. Your name under it says that you know of it and help to keep it.
notices-text-follow-up = Ninety days ago you made the promises below. Please tell us how it went, in one tap each: kept, partly or not yet. Every answer helps you and those who learn after you.

notices-action-assigned = Open the course
notices-action-moved = Open the course
notices-action-withdrawn = To your learning
notices-action-reminded = Go on
notices-action-due-soon = Go on
notices-action-due-tomorrow = Go on
notices-action-overdue = Go on
notices-action-completed = Look at it again
notices-action-countersignature-asked = Read the plan
notices-action-follow-up = Tell how it went

notices-digest-subject = { $count ->
    [one] One notice from the Academy
   *[other] { $count } notices from the Academy
}
notices-digest-text = This is what happened since the last summary:
notices-digest-action = To your notices

notices-choices-title = How you are told
notices-choices-lead = Choose where each notice comes. Mails go to { $email }.
notices-choices-caption = Notices by topic
notices-choices-topic = What
notices-choices-in-app = Academy
notices-choices-by-mail = Mail
notices-choices-in-app-of = { $topic }: in the Academy
notices-choices-by-mail-of = { $topic }: by mail
notices-choices-always = Mails about your account, such as invitations and new passwords, always come at once.
notices-choices-save = Save choices
notices-language-help = The language in which pages and mails speak to you.
notices-topic-assigned = A course is assigned to me, or I am expected at a gathering
notices-topic-reminded = Somebody reminds me
notices-topic-due-soon = A due date comes near
notices-topic-overdue = A due date has passed
notices-topic-completed = I completed a course
notices-topic-countersignature-asked = My countersignature is asked for
notices-topic-follow-up = How my promises went, some time later
notices-rhythm-title = When mails come
notices-rhythm-at-once = At once, one mail for each
notices-rhythm-daily = Once a day, all in one mail
notices-rhythm-missing = Choose when mails shall come.
notice-choices-saved = Your choices are saved.
notice-all-read = All notices are marked as read.

notices-stop-title = Stop these mails
notices-stop-text = You will get no more mails on the topic “{ $topic }”. Everything else stays as it is.
notices-stop-all = You will get no more notices by mail. They still wait for you in the Academy.
notices-stop-action = Stop these mails
notices-stop-help = You can switch them on again under your profile at any time.
notices-stopped-title = These mails have stopped
notices-stopped-text = You get no more mails on the topic “{ $topic }”.
notices-stopped-all = You get no more notices by mail.
notices-stopped-help = In the Academy you still find everything that is meant for you.

calendar-title = Your dates in your calendar
calendar-lead = With this address your own calendar shows when courses are due and what you promised in your action plans. It follows every change by itself.
calendar-name = Better Work Academy
calendar-due = Due: { $course }
calendar-gathering = { $name }, { $factory }
calendar-promise = Promised: { $promise }
calendar-none-title = No address yet
calendar-none-text = Make an address and add it to your calendar as a subscription.
calendar-make = Make an address
calendar-address-title = Your address
calendar-address-help = In your calendar choose “Add by URL” or “Subscribe”. Whoever has the address can see your dates, so keep it to yourself.
calendar-revoke-title = Does somebody else know it?
calendar-revoke-text = A new address takes the place of this one. Without one, calendars that use it show nothing any more.
calendar-renew = Make a new address
calendar-revoke = Remove the address
notice-calendar-made = Your address is ready.
notice-calendar-revoked = The address works no longer.
held-notice = What you were told
held-notice-choice = How you wish to be told
held-notice-rhythm = When mails come
held-calendar-feed = The address of your calendar
held-column-kind = About what
held-column-read-at = Read
held-column-topic = About what
held-column-in-app = In the Academy
held-column-by-mail = By mail
held-column-rhythm = When

notices-about-item-owned = { $point } is yours now, in the improvement plan of { $factory }
notices-about-item-changed = { $point } was changed, in the improvement plan of { $factory }
notices-about-item-commented = A comment on { $point }, in the improvement plan of { $factory }
notices-about-item-due-soon = { $point } is due soon, in the improvement plan of { $factory }
notices-about-item-overdue = { $point } is overdue, in the improvement plan of { $factory }
notices-about-item-reported-fixed = { $factory } reports { $point } as fixed
notices-about-item-verified = { $point } was verified at { $factory }
notices-about-item-reopened = { $point } is open again at { $factory }
notices-about-assessment-released = The assessment report of { $factory } is released
notices-about-assessment-cycle-ended = The cycle of { $factory } ended before your assessment there
notices-about-assessment-planned = { $factory }: you make an assessment there
notices-about-assessment-cancelled = { $factory }: the assessment there is cancelled
notices-about-gathering-expected = You are expected at { $course }, { $factory }
notices-about-gathering-changed = Another date or place: { $course }, { $factory }
notices-about-gathering-off = You are not expected any more at { $course }, { $factory }
# $course is the name of the adviser.
notices-about-factory-handed-over = { $factory } has a new adviser: { $course }
notices-about-diagnosis-shared = { $factory } shared what it found out about itself

notices-text-item-owned = You are named as its owner. Look at what was found and what shall be done until when.
notices-text-item-changed = You are its owner. Look at what is to be done now, and until when.
notices-text-item-commented = You are its owner. Read what was written, and answer there.
notices-text-item-due-soon = A week or less is left. Add what shows the change, and report it as fixed when it is.
notices-text-item-overdue = The date has passed. Add what is done so far, or agree on another date.
notices-text-item-reported-fixed = Evidence and the views of management and workers decide. Look at it and say yours.
notices-text-item-verified = Evidence and both sides’ views were there. It stays in the plan as done.
notices-text-item-reopened = It was verified. Somebody of a side says that it is not solved, or it was changed since; its history says which.
notices-text-assessment-released = Read the summary. The factory’s progress report comes next; its page says until when.
notices-text-assessment-cycle-ended = It stays planned and goes to the next cycle if the factory is enrolled again by then. Otherwise cancel it. Speak of it to nobody.
notices-text-assessment-planned = Its days and who makes it with you stand on its page. Speak of it to nobody until its report is released.
notices-text-assessment-cancelled = You need not go. Speak of it to nobody: nobody else knows that it was planned.
notices-text-gathering-expected = It belongs to the pathway of your factory. Your mail says when and where.
notices-text-gathering-changed = Your mail says what changed.
notices-text-gathering-off = You need not come.
notices-text-factory-handed-over = From now on the new adviser looks after the factory: visits, the improvement plan and its pathway.
notices-text-diagnosis-shared = Read what each side wrote; what is to improve stands in the improvement plan.

notices-action-item-owned = Open the item
notices-action-item-changed = Open the item
notices-action-item-commented = Open the item
notices-action-item-due-soon = Open the item
notices-action-item-overdue = Open the item
notices-action-item-reported-fixed = Open the item
notices-action-item-verified = Open the item
notices-action-item-reopened = Open the item
notices-action-assessment-released = Read the report
notices-action-assessment-cycle-ended = Open the assessment
notices-action-assessment-planned = Open the assessment
notices-action-assessment-cancelled = Open the assessment
notices-action-gathering-expected = To your learning
notices-action-gathering-changed = To your learning
notices-action-gathering-off = To your learning
notices-action-factory-handed-over = Open the factory
notices-action-diagnosis-shared = Read the self-diagnosis

notices-topic-item-owned = An item of an improvement plan becomes mine, or is changed or commented
notices-topic-item-due = My item is due soon or overdue
notices-topic-item-reported-fixed = A factory reports an item as fixed
notices-topic-item-verified = An item is verified, or is open again
notices-topic-assessment-released = An assessment report is released
notices-topic-factory-handed-over = A factory has a new adviser
notices-topic-diagnosis-shared = A factory shares its self-diagnosis

notices-about-meeting-changed = The record of a committee meeting at { $factory } was changed
notices-about-seminar-planned = A seminar with other factories: { $course }
notices-about-seminar-changed = A seminar was changed: { $course }
notices-about-seminar-cancelled = A seminar was cancelled: { $course }
notices-about-seminar-left = Your factory is no longer asked to the seminar: { $course }

notices-text-meeting-changed = What it said before is kept. Look at what is different, and speak up where it is not what was said.
notices-text-seminar-planned = Your factory is asked to come. Look at the day and the place, and choose who comes.
notices-text-seminar-changed = Look at the day and the place, and tell those who planned to come.
notices-text-seminar-cancelled = Read why, and tell those who planned to come.
notices-text-seminar-left = Nobody of your factory is expected there. Ask the adviser if that surprises you.

notices-action-meeting-changed = See what was changed
notices-action-seminar-planned = Open the seminar
notices-action-seminar-changed = Open the seminar
notices-action-seminar-cancelled = Open the seminar
notices-action-seminar-left = Open your notices

notices-topic-meeting-changed = The record of a committee meeting is changed
notices-topic-seminar = A seminar of my factory is planned, changed or cancelled

newsletter-title = Newsletter
newsletter-foot-title = News from the Academy
newsletter-purpose = New courses and findings from the field, a few times a year. Your address is used for this and nothing else.
newsletter-lead = New courses, new evidence on purchasing and working conditions, and what others have tried: a few times a year, in the language you choose. You need no account.
newsletter-email-label = Email address
newsletter-language-label = Language
newsletter-topics-label = Topics
newsletter-topics-help = Choose what concerns you. Without a choice you get everything.
newsletter-sign-up = Sign up
newsletter-foot-help = We ask you once more by mail. You can leave with one click.
newsletter-foot-choose = Choose language and topics
newsletter-sent-title = Look into your mailbox
newsletter-sent-text = We have written to the address you gave. Open the link in that mail to confirm; it is good for two days.
newsletter-sent-help = Nothing there? Look among unwanted mail, and check the spelling of your address. Without a confirmation we forget it.
newsletter-home = To the front page
newsletter-confirmation-title = Do you want the newsletter?
newsletter-confirmation-text = It would go to { $email }.
newsletter-confirm = Confirm
newsletter-confirmation-not-you = Was it not you? Then close this page; the address is forgotten in two days.
newsletter-confirmation-gone-title = This link no longer works
newsletter-confirmation-gone-text = It was used already, or two days have passed.
newsletter-ask-again = Sign up again
newsletter-confirmed-title = You are on the list
newsletter-confirmed-text = The next issue comes to you. Each has a link with which you leave at once.
newsletter-leaving-title = Leave the newsletter?
newsletter-leaving-text = { $email } then gets no more issues, and we forget the address at once.
newsletter-leave = Leave the newsletter
newsletter-left-title = You have left
newsletter-left-text = You get no more issues, and your address is forgotten. An account at the Academy, if you have one, is not touched.
newsletter-all-topics = All topics

newsletter-issues-title = Issues
newsletter-issue-title = Issue
newsletter-issues-shown = { $first } to { $last } of { $total } issues
newsletter-new = New issue
newsletter-none-title = No issue yet
newsletter-none-text = Drafts and issues that were sent stand here.
newsletter-no-subject = Without a subject
newsletter-subject-label = Subject
newsletter-body-label = Text
newsletter-body-help = Markdown: a blank line between paragraphs, ## before a heading, [words](address) for a link, - before each point of a list. At most 8,000 characters.
newsletter-state-label = State
newsletter-date-label = Date
newsletter-state-draft = Draft
newsletter-state-sending = Being sent
newsletter-state-sent = Sent
newsletter-fate-waiting = Waiting
newsletter-fate-sent = Sent
newsletter-fate-refused = Refused by the mail server
newsletter-fate-given-up = Given up after two days
newsletter-fate-left = Left before it was sent
newsletter-edit = Edit
newsletter-edition-title = Write an issue
newsletter-edition-lead = Write it in every language: each subscriber gets it in their own.
newsletter-issue-topics-help = It goes to those who chose one of these topics, or none. Without a choice it goes to all.
newsletter-save = Save and look at it
newsletter-back = Back without saving
newsletter-subject-missing = Give it a subject.
newsletter-subject-too-long = A subject has at most 150 characters.
newsletter-body-too-long = The text has at most 8,000 characters.
newsletter-foreign-picture = A picture comes from another site, which would learn who reads this. Use a link to it instead.
newsletter-not-written = Not written yet.
newsletter-not-whole = It can be sent when subject and text are there in every language.
newsletter-sending-already = This issue is on its way already and cannot be changed.
newsletter-try = Send me a test in { $language }
newsletter-readers-title = Who gets it
newsletter-send = Send it
newsletter-send-text =
    { $count ->
        [one] It goes to { $count } subscriber. You cannot take it back.
       *[other] It goes to { $count } subscribers. You cannot take it back.
    }
newsletter-send-now = Send now
newsletter-nobody = Nobody subscribes to these topics yet.
newsletter-subscribers-title = Subscribers
newsletter-subscribers-shown = { $first } to { $last } of { $total } subscribers
newsletter-search = Search by address
newsletter-confirmed-at = Since
newsletter-active = Gets it
newsletter-bounced = Mails came back
newsletter-bounced-one = Came back
newsletter-left = Left
newsletter-remove = Remove
newsletter-no-subscribers = Nobody here
newsletter-no-subscribers-text = Those who sign up and confirm stand here.
newsletter-bounces-noted =
    { $count ->
        [one] { $count } subscription marked: mails to it came back.
       *[other] { $count } subscriptions marked: mails to them came back.
    }
notice-newsletter-saved = Saved.
notice-newsletter-tried = A test is on its way to you.
notice-newsletter-sending = The issue is on its way.
notice-newsletter-removed = Removed. The address is forgotten.

mail-newsletter-name = Better Work Academy · Newsletter
mail-newsletter-confirmation-subject = Confirm your newsletter of the Better Work Academy
mail-newsletter-confirmation-text = Somebody gave this address for the newsletter of the Better Work Academy. Please confirm that it was you.
mail-newsletter-confirmation-not-you = Was it not you? Then do nothing; the address is forgotten in two days.
mail-newsletter-why = You get this because you confirmed the newsletter.
mail-newsletter-try = This is a test that went to you alone.

audit-action-newsletter-make = Began a newsletter
audit-action-newsletter-change = Changed a newsletter
audit-action-newsletter-try = Sent themselves a test of a newsletter
audit-action-newsletter-send = Sent a newsletter
audit-action-newsletter-remove = Took a subscriber off the newsletter
audit-action-newsletter-bounces = Recorded newsletter mails that came back
audit-subject-newsletter-issue = Newsletter
audit-subject-newsletter-subscription = Newsletter subscription
held-newsletter-request = Your wish for the newsletter, not confirmed yet
held-newsletter-subscription = Your newsletter
held-column-topics = Topics
held-column-confirmed-at = Confirmed
held-column-bounced-at = Mails came back

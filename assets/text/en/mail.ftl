mail-greeting = Hello { $name },
mail-greeting-nobody = Hello,
mail-automatic = The Academy wrote this by itself; nobody reads an answer to it.
mail-button-help = If the button does not work, open this address:
mail-address-wrong = This is not an email address.
mail-stop = Stop mails of this kind

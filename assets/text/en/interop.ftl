held-webhook = Addresses of other systems that you registered
held-column-url = Address

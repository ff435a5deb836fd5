held-webhook = Địa chỉ của hệ thống khác mà bạn đã đăng ký
held-column-url = Địa chỉ

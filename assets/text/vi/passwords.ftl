password-too-short = Hãy chọn mật khẩu dài hơn: ít nhất mười ký tự. Một câu ngắn sẽ dễ nhớ.
password-too-long = Hãy chọn mật khẩu ngắn hơn: nhiều nhất hai trăm ký tự.
password-too-common = Nhiều người dùng mật khẩu này hoặc gần giống như vậy nên nó rất dễ bị đoán ra. Hãy chọn mật khẩu khác.
password-names-you = Mật khẩu này có tên hoặc địa chỉ của bạn nên rất dễ bị đoán ra. Hãy chọn mật khẩu khác.

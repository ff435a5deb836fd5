mail-greeting = Chào { $name },
mail-greeting-nobody = Xin chào,
mail-automatic = Đây là thư tự động của Học viện, thư trả lời sẽ không có người đọc.
mail-button-help = Nếu không bấm được nút, bạn hãy mở địa chỉ này:
mail-address-wrong = Đây không phải là địa chỉ email.
mail-stop = Ngừng nhận thư loại này

demo-open = Học viện đang mở tại
demo-stop = Nhấn Ctrl+C để dừng; thư mục tạm sẽ được xoá theo.

// Counts the seconds of a timed quiz down (`[data-remaining-seconds]`). The server keeps the time; this only shows
// it, and sends the form when it is over. Digits are written as the page's language writes them.
export function countDown() {
  for (const place of document.querySelectorAll("[data-remaining-seconds]")) {
    const end = performance.now() + Number(place.dataset.remainingSeconds) * 1000;
    const words = place.querySelector("[data-remaining]") || place;
    const digits = new Intl.NumberFormat(document.documentElement.lang, { minimumIntegerDigits: 2 });
    const show = () => {
      const left = Math.max(0, Math.round((end - performance.now()) / 1000));
      words.textContent = `${digits.format(Math.floor(left / 60))}:${digits.format(left % 60)}`;
      if (left <= 60) place.dataset.low = "yes";
      if (left > 0) return;
      clearInterval(timer);
      const form = place.dataset.form && document.getElementById(place.dataset.form);
      if (form) form.requestSubmit ? form.requestSubmit() : form.submit();
    };
    const timer = setInterval(show, 1000);
    show();
  }
}

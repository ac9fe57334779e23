// Fills in where the phone is, moved to the nearest corner of the grid, so that the exact place never leaves the phone.
const button = document.querySelector("[data-rough-place]")
const field = document.querySelector("[name=place]")
const corner = (value, step, digits) => (Math.round(value / step) * step).toFixed(digits)

if (navigator.geolocation) {
  button.hidden = false
  button.addEventListener("click", () =>
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      field.value = `${corner(coords.latitude, 0.005, 3)}, ${corner(coords.longitude, 0.01, 2)}`
      field.focus()
    }),
  )
}

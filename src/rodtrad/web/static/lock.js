// Takes the page off the screen when nobody has touched it for a while. The server has locked by then in any case; this
// hides what is left on the glass. While somebody types, the server is told once a minute that the page is in use.
(function () {
  var page = document.body, after = Number(page.getAttribute('data-lock-after')) * 1000
  var here = page.getAttribute('data-here'), told = Date.now(), touched = Date.now()
  function touch () {
    touched = Date.now()
    var token = document.querySelector('input[name=csrfmiddlewaretoken]')
    if (!here || !token || touched - told < 60000) return
    told = touched
    var request = new XMLHttpRequest()
    request.open('POST', here)
    request.setRequestHeader('X-CSRFToken', token.value)
    request.send()
  }
  ['keydown', 'pointerdown', 'touchstart', 'scroll'].forEach(function (kind) {
    document.addEventListener(kind, touch, { passive: true, capture: true })
  })
  function look () {
    if (Date.now() - touched >= after) window.location.replace(page.getAttribute('data-lock-to'))
  }
  setInterval(look, 1000)
  document.addEventListener('visibilitychange', look)
  window.addEventListener('pageshow', function (event) { if (event.persisted) window.location.reload() })
})()

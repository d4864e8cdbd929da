// All that a light page needs: it locks, and keeps what was typed.
import '../session/idle.js'

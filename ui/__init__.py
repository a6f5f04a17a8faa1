"""The Qt window; it knows amane_desktop, which never knows it."""

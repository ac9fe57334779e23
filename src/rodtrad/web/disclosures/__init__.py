"""Sending out on a basis in law, noting what was told, and the guide: may I share this, and when must I tell?"""

"""What is open when: hour of the week by area, kind of help and target group; overlap, gaps, and the counts beside them.

Words: offer (a published service at a place), slot (half an hour of a week by the clock on the wall, 336 of them),
supply (how many offers are open in a slot), unknown (open by hours that nobody gave or confirmed: neither cover nor gap),
gap (no offer, and none unknown), overlap (two offers of one kind in one area, open at the same time), change (what if an
offer moves or has other hours; never saved). Reads the directory and the counts and
writes nothing. numpy is loaded when a picture is asked for, not with the web server.
"""

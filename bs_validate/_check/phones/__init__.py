"""Judge phone numbers as libphonenumber does, by tables made from the metadata of the installed phonenumbers."""

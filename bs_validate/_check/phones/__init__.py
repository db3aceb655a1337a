"""Judge phone numbers like libphonenumber, with tables made from the metadata of the installed phonenumbers."""

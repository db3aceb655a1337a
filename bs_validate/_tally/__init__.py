"""Count findings by field and code, and set limits on the shares of faulty documents."""

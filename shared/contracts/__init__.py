"""What services promise each other: messages with ids, codes and dates, and nothing more."""

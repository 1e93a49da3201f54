"""What ./bench/gateway is made of; only Python's standard library."""

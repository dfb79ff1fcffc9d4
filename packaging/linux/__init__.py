"""The packages for Linux, made from the finished bundle: `make_deb` and `make_tar` over one `layout`."""

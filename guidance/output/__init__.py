"""Write files and folders safely: atomic writes, zip files, swapping of directories, hashes."""

"""Parts of the page Map, a file each."""

"""The window around the pages: side bar, menus, page stack, banners."""

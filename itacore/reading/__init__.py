"""From files to scores, with a receipt for every cell."""

from itacore.reading.read import FileRead, Reading, ReceiptLine, SheetRead, read_files, read_grids

__all__ = ["FileRead", "Reading", "ReceiptLine", "SheetRead", "read_files", "read_grids"]

"""Charts as pictures, drawn without a browser: a plotly figure's own geometry, painted by matplotlib."""

from itacore.charts.raster.axes import UnknownPartError
from itacore.charts.raster.picture import write_picture

__all__ = ["UnknownPartError", "write_picture"]

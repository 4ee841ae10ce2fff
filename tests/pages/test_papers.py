"""The papers that the pages offer to download."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from itacore.store import Workspace
from tests.kinds import fill


@pytest.mark.parametrize("page", ["results/weaknesses", "improve/measures"])
def test_the_summary_is_offered_for_word_as_pdf_and_for_excel(
    page: str, visit: Callable[..., AppTest], workspace: Workspace
) -> None:
    fill(workspace, "khun-kaeo")
    offered = {str(button.key): button.label for button in visit(page).download_button}
    labels = [label for key, label in offered.items() if key.startswith("summary-")]
    assert labels == ["สรุป Word", "สรุป PDF", "สรุป Excel"]

"""The pages import their siblings flat, as Streamlit runs them; so do their tests."""

import sys
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "ui"
sys.path.insert(0, str(UI))
